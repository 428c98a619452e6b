// SPDX-License-Identifier: Apache-2.0
// The C shim of OpenSSL: digests and HMAC through libcrypto's EVP interface, and the certificates
// of libssl's contexts.
#pragma once
#include <openssl/core_names.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>
#include <string.h>

// Swift does not import the macro OPENSSL_free.
static inline void kr_openssl_free(void *memory) { OPENSSL_free(memory); }

// Whether `part` occurs in `whole`, as memmem, which glibc declares only for GNU sources.
static inline int kr_openssl_contains(
    const unsigned char *whole, size_t size, const unsigned char *part, size_t length) {
  for (size_t start = 0; length <= size && start <= size - length; start++) {
    if (memcmp(whole + start, part, length) == 0) return 1;
  }
  return 0;
}

// A context with a key for HMAC-SHA-256, or NULL with the reason in OpenSSL's queue of errors. An
// OSSL_PARAM array points to its values, so it is made and used in one call.
static inline EVP_MAC_CTX *kr_openssl_hmac_sha256(const unsigned char *key, size_t length) {
  OSSL_PARAM parameters[] = {
      OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, (char *)OSSL_DIGEST_NAME_SHA2_256, 0),
      OSSL_PARAM_construct_end(),
  };
  EVP_MAC *algorithm = EVP_MAC_fetch(NULL, OSSL_MAC_NAME_HMAC, NULL);
  EVP_MAC_CTX *context = algorithm ? EVP_MAC_CTX_new(algorithm) : NULL;
  EVP_MAC_free(algorithm);  // The context keeps a reference.
  if (context && EVP_MAC_init(context, key, length, parameters) != 1) {
    EVP_MAC_CTX_free(context);
    context = NULL;
  }
  return context;
}
