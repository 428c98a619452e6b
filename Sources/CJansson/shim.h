// SPDX-License-Identifier: Apache-2.0
// The door to libjansson.
#pragma once
#include <jansson.h>
