// SPDX-License-Identifier: Apache-2.0
// The C shim of libexpat. Swift does not import its statuses and booleans, which are macros, so
// there is one function for each use of them, and one for a function whose name depends on the
// version.
#pragma once
#include <expat.h>

// Parses a whole document; 1 when it was well-formed and no handler stopped it.
static inline int kr_expat_parse_whole(XML_Parser parser, const char *bytes, int count) {
  return XML_Parse(parser, bytes, count, XML_TRUE) == XML_STATUS_OK;
}

// Stops the parser from within a handler.
static inline void kr_expat_stop(XML_Parser parser) { (void)XML_StopParser(parser, XML_FALSE); }

// The parser's current line. Expat 2.9, the first version with this macro, deprecates the function
// that all versions have.
static inline unsigned long long kr_expat_line(XML_Parser parser) {
#ifdef XML_ATTR_DEPRECATED
  return XML_GetCurrentLineNumber64(parser);
#else
  return XML_GetCurrentLineNumber(parser);
#endif
}
