// Package coding gives in the primitives that convert between bytes and text:
// coding systems by their Lisp names. The conversions themselves are package
// stdlib/internal/charset.
package coding
