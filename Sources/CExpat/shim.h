// SPDX-License-Identifier: Apache-2.0
// The door to libexpat. Its statuses and booleans are macros that Swift does not import as values:
// one shim for each of the two questions that are asked with them, and one for what has two names.
#pragma once
#include <expat.h>

// Parses a whole document; 1 when it was well-formed and no handler stopped it.
static inline int kr_expat_parse_whole(XML_Parser parser, const char *bytes, int count) {
  return XML_Parse(parser, bytes, count, XML_TRUE) == XML_STATUS_OK;
}

// Ends the parse from within a handler, for good.
static inline void kr_expat_stop(XML_Parser parser) { (void)XML_StopParser(parser, XML_FALSE); }

// The line at which the parser stands. Expat 2.9, which is the first to have this macro, deprecates the
// function that all versions have.
static inline unsigned long long kr_expat_line(XML_Parser parser) {
#ifdef XML_ATTR_DEPRECATED
  return XML_GetCurrentLineNumber64(parser);
#else
  return XML_GetCurrentLineNumber(parser);
#endif
}
