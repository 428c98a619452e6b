// SPDX-License-Identifier: Apache-2.0
// The door to libexpat. Its statuses and booleans are macros that Swift does not import as values:
// one shim for each of the two questions that are asked with them.
#pragma once
#include <expat.h>

// Parses a whole document; 1 when it was well-formed and no handler stopped it.
static inline int kr_expat_parse_whole(XML_Parser parser, const char *bytes, int count) {
  return XML_Parse(parser, bytes, count, XML_TRUE) == XML_STATUS_OK;
}

// Ends the parse from within a handler, for good.
static inline void kr_expat_stop(XML_Parser parser) { (void)XML_StopParser(parser, XML_FALSE); }
