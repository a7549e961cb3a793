package charset

import "bytes"

func hasByte(s []byte, b byte) bool { return bytes.IndexByte(s, b) >= 0 }

// ends converts the line ends of dst[start:], text just decoded, in place. A CR
// at its end is held back unless the stream ends there.
func (d *Decoder) ends(dst []byte, start int, last bool) []byte {
	if d.coding.eol == Unix {
		return dst
	}
	text := dst[start:]
	if d.coding.eol == Undecided {
		eol := firstEnd(text)
		if d.whole {
			eol = allEnds(text)
		} else if i := len(text) - 1; eol == Mac && !last && bytes.IndexByte(text, '\r') == i {
			d.cr = true
			return dst[:start+i]
		}
		if eol == Undecided {
			return dst
		}
		d.coding = d.coding.Variant(eol)
	}
	switch d.coding.eol {
	case DOS:
		if n := len(text); n > 0 && text[n-1] == '\r' && !last {
			d.cr = true
			text = text[:n-1]
		}
		for i := range d.runs {
			d.runs[i].Start -= bytes.Count(text[:d.runs[i].Start-start], []byte("\r\n"))
		}
		return dst[:start+dropCR(text)]
	case Mac:
		for i, b := range text {
			if b == '\r' {
				text[i] = '\n'
			}
		}
	}
	return dst
}

// endsOf is ends for the text that came before the stream became binary; it was
// in the coding system c.
func (d *Decoder) endsOf(c *Coding, dst []byte, start int) []byte {
	now := d.coding
	d.coding = c
	dst = d.ends(dst, start, false)
	if d.cr {
		dst, d.cr = append(dst, '\r'), false
	}
	d.coding = now
	return dst
}

// firstEnd returns the format of the first line end in text.
func firstEnd(text []byte) EOL {
	i := bytes.IndexAny(text, "\r\n")
	switch {
	case i < 0:
		return Undecided
	case text[i] == '\n':
		return Unix
	case i+1 < len(text) && text[i+1] == '\n':
		return DOS
	}
	return Mac
}

// allEnds returns the format that Emacs gives to a text with all its line ends:
// Unix if one is a bare LF, else DOS if one is CR LF, else Mac.
func allEnds(text []byte) EOL {
	eol := Undecided
	for i := 0; i < len(text); i++ {
		switch {
		case text[i] == '\n':
			return Unix
		case text[i] != '\r':
		case i+1 < len(text) && text[i+1] == '\n':
			eol = DOS
			i++
		case eol == Undecided:
			eol = Mac
		}
	}
	return eol
}

// dropCR removes from s, in place, every CR before a LF, and returns the length
// of what is left.
func dropCR(s []byte) int {
	n := bytes.IndexByte(s, '\r')
	if n < 0 {
		return len(s)
	}
	for i := n; i < len(s); {
		if s[i] == '\r' && i+1 < len(s) && s[i+1] == '\n' {
			i++
		}
		j := len(s)
		if k := bytes.IndexByte(s[i+1:], '\r'); k >= 0 {
			j = i + 1 + k
		}
		n += copy(s[n:], s[i:j])
		i = j
	}
	return n
}
