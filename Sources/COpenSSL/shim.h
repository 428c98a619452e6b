// SPDX-License-Identifier: Apache-2.0
// The door to libcrypto.
#pragma once
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/sha.h>
