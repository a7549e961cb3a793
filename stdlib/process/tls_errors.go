package process

import (
	"crypto/tls"
	"errors"
	"io/fs"
	"net"

	"golang.org/x/sys/unix"

	"elnet/lisp"
	"elnet/netprims"
)

// Numbers of errors, GnuTLS' own, as far as something here leads to them.
const (
	eBadVersion     = -8
	eBadLength      = -9
	eInvalidSession = -10
	eAlert          = -12
	eNotTLS         = -15
	eAgain          = -28
	eBadRequest     = -50
	eInterrupted    = -52
	ePull           = -54
	eInternal       = -59
	eKeyMismatch    = -60
	eFile           = -64
	eNoCiphers      = -87
	eTruncated      = -110
	eBadPEM         = -207
	eTimeout        = -319
	eVerification   = -348
	eNotReady       = -65500 // Emacs' own
)

// errorTexts are what gnutls-error-string says.
var errorTexts = map[int]string{
	0:               "Success.",
	eBadVersion:     "A packet with illegal or unsupported version was received.",
	eBadLength:      "Error decoding the received TLS packet.",
	eInvalidSession: "The specified session has been invalidated for some reason.",
	eAlert:          "A TLS fatal alert has been received.",
	eNotTLS:         "An unexpected TLS packet was received.",
	-24:             "Decryption has failed.",
	eAgain:          "Resource temporarily unavailable, try again.",
	-43:             "Error in the certificate.",
	eBadRequest:     "The request is invalid.",
	eInterrupted:    "Function was interrupted.",
	-53:             "Error in the push function.",
	ePull:           "Error in the pull function.",
	eInternal:       "GnuTLS internal error.",
	eKeyMismatch:    "The certificate and the given key do not match.",
	eFile:           "Error while reading file.",
	eNoCiphers:      "No supported cipher suites have been found.",
	eTruncated:      "The TLS connection was non-properly terminated.",
	eBadPEM:         "Base64 unexpected header error.",
	eTimeout:        "The operation timed out",
	eVerification:   "Error in the certificate verification.",
}

// errorSymbols are the symbols that have a number, under gnutls-code.
var errorSymbols = []struct {
	name string
	code int
}{
	{"gnutls-e-interrupted", eInterrupted}, {"gnutls-e-again", eAgain},
	{"gnutls-e-invalid-session", eInvalidSession}, {"gnutls-e-not-ready-for-handshake", eNotReady},
}

// errorCode is the number that comes closest to err.
func errorCode(err error) int {
	var alert tls.AlertError
	var header tls.RecordHeaderError
	var op *net.OpError
	switch {
	case errors.Is(err, netprims.ErrTruncated):
		return eTruncated
	case errors.Is(err, unix.ETIMEDOUT):
		return eTimeout
	case errors.Is(err, unix.EALREADY), errors.As(err, &header):
		return eNotTLS
	case errors.As(err, &alert), errors.As(err, &op) && op.Op == "remote error":
		return eAlert
	case errors.Is(err, unix.ENOTCONN), errors.Is(err, unix.EPIPE):
		return eInvalidSession
	case errors.Is(err, fs.ErrNotExist):
		return eFile
	}
	var errno unix.Errno
	if errors.As(err, &errno) {
		return ePull
	}
	return eInternal
}

// errorNumber is the number that v, a symbol or a number, stands for.
func errorNumber(in *lisp.Interp, v lisp.Value) (code int, trouble string) {
	if v.IsSymbol() {
		v = in.Get(in.Symbol(v), in.Sym("gnutls-code"))
		if !v.IsFixnum() {
			return 0, "Symbol has no numeric gnutls-code property"
		}
	}
	if !v.IsFixnum() {
		return 0, "Not an error symbol or code"
	}
	return v.Fixnum(), ""
}

func errorText(in *lisp.Interp, v lisp.Value) (lisp.Value, *lisp.Exit) {
	if v == lisp.T {
		return lisp.NewString("Not an error"), nil
	}
	code, text := errorNumber(in, v)
	if text == "" {
		text = errorTexts[code]
	}
	if text == "" {
		text = "(unknown error code)"
	}
	return lisp.NewString(text), nil
}

func errorFatal(in *lisp.Interp, v lisp.Value) (lisp.Value, *lisp.Exit) {
	if v == lisp.T {
		return lisp.Nil, nil
	}
	code, trouble := errorNumber(in, v)
	if trouble != "" {
		return lisp.Nil, in.Errorf("%s", trouble)
	}
	switch code {
	case -16, eAgain, eInterrupted: // and every number that is no error
		return lisp.Nil, nil
	}
	return lisp.Bool(code < 0), nil
}
