package process

import (
	"elnet/lisp"
	"elnet/netprims"
)

// contact is where the live property list of process-contact is. That of an
// accepted connection is made when it is first asked for: a server has many
// connections, and seldom a question.
func (p *Process) contact() *lisp.Value {
	if p.later != nil {
		u := p.later
		p.later = nil
		p.given = u.contact(&p.s.sym.kw)
	}
	return &p.given
}

// unmade is what the contact of an accepted connection is to be made of.
type unmade struct {
	model lisp.Value // what the server's was, shared by many and never changed
	peer  netprims.Addr
	local *netprims.Addr // nil: unknown
}

func (u *unmade) contact(k *keywords) lisp.Value {
	list := lisp.List(lisp.Slice(u.model)...)
	put(&list, k.server, lisp.Nil)
	peer := u.peer
	if peer.Kind == netprims.AddrIPv4 || peer.Kind == netprims.AddrIPv6 {
		put(&list, k.host, lisp.NewString(peer.Format(true)))
		put(&list, k.service, lisp.Fixnum(int(peer.Port)))
	} else {
		put(&list, k.host, lisp.T)
		if peer.Kind != netprims.AddrLocal {
			peer = netprims.LocalAddr("")
		}
	}
	put(&list, k.remote, lispAddress(peer))
	if u.local != nil {
		put(&list, k.local, lispAddress(*u.local))
	}
	return list
}

// contactOfChild notes what the contact of a connection that server p has
// accepted is made of.
func (p *Process) contactOfChild(peer netprims.Addr, fd int) *unmade {
	if now := *p.contact(); !sameElements(now, p.model) {
		p.model = lisp.List(lisp.Slice(now)...)
	}
	return &unmade{p.model, peer, p.addressOfChild(fd)}
}

// sameElements tells whether two lists have the same elements.
func sameElements(a, b lisp.Value) bool {
	for n := 0; n < maxKeywords && a.IsCons() && b.IsCons(); n++ {
		if a.Cons().Car != b.Cons().Car {
			return false
		}
		a, b = a.Cons().Cdr, b.Cons().Cdr
	}
	return a == b
}

// addressOfChild is the local address of a connection: that of its server, if
// that is bound to one address. It is nil if it is unknown.
func (p *Process) addressOfChild(fd int) *netprims.Addr {
	if p.bound == nil {
		a, err := netprims.LocalAddrOf(p.fd())
		if err != nil {
			a = netprims.Addr{}
		}
		p.bound = &a
	}
	if p.bound.IP.IsValid() && !p.bound.IP.IsUnspecified() {
		return p.bound
	}
	a, err := netprims.LocalAddrOf(fd)
	if err != nil {
		return nil
	}
	return &a
}
