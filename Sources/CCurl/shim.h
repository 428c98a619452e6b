// SPDX-License-Identifier: Apache-2.0
// The C shim of libcurl. Swift cannot call C's variadic functions, so there is one function for
// each kind of argument.
#pragma once
#include <curl/curl.h>

static inline CURLcode kr_setopt_long(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode kr_setopt_string(CURL *handle, CURLoption option, const char *value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode kr_setopt_pointer(CURL *handle, CURLoption option, void *value) {
  return curl_easy_setopt(handle, option, value);
}

// For CURLOPT_WRITEFUNCTION and CURLOPT_HEADERFUNCTION, which share a type.
static inline CURLcode kr_setopt_data_callback(
    CURL *handle, CURLoption option, size_t (*value)(char *, size_t, size_t, void *)) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode kr_setopt_body(CURL *handle, const unsigned char *bytes) {
  return curl_easy_setopt(handle, CURLOPT_COPYPOSTFIELDS, bytes);
}

static inline CURLcode kr_setopt_prerequest(CURL *handle, curl_prereq_callback value) {
  return curl_easy_setopt(handle, CURLOPT_PREREQFUNCTION, value);
}

static inline CURLcode kr_setopt_tls_context(CURL *handle, curl_ssl_ctx_callback value) {
  return curl_easy_setopt(handle, CURLOPT_SSL_CTX_FUNCTION, value);
}

static inline CURLMcode kr_multi_setopt_long(CURLM *handle, CURLMoption option, long value) {
  return curl_multi_setopt(handle, option, value);
}

static inline CURLSHcode kr_share(CURLSH *handle, curl_lock_data kind) {
  return curl_share_setopt(handle, CURLSHOPT_SHARE, kind);
}

static inline CURLcode kr_getinfo_pointer(CURL *handle, CURLINFO info, void **value) {
  return curl_easy_getinfo(handle, info, value);
}

static inline CURLcode kr_getinfo_long(CURL *handle, CURLINFO info, long *value) {
  return curl_easy_getinfo(handle, info, value);
}

// CURLMsg keeps its result in a union, which Swift reads only through an accessor.
static inline CURLcode kr_message_result(const CURLMsg *message) { return message->data.result; }

// Lets the process end while a resolver thread hangs; libcurl 7.87 and later.
static inline CURLcode kr_detach_resolver(CURL *handle) {
#if LIBCURL_VERSION_NUM >= 0x075700
  return curl_easy_setopt(handle, CURLOPT_QUICK_EXIT, 1L);
#else
  return CURLE_OK;
#endif
}
