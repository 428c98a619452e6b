// SPDX-License-Identifier: Apache-2.0
#include "version.h"

const char *const key_reminder_version = VERSION;
