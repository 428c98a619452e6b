// SPDX-License-Identifier: Apache-2.0
// The C shim of libjansson.
#pragma once
#include <jansson.h>
