package regex

// Key names a compiled pattern in a Cache. FoldID must differ for different
// Options.Fold functions; 0 stands for nil.
type Key struct {
	Pattern       string
	Multibyte     bool
	TextMultibyte bool
	FoldID        uint64
}

// Cache keeps the patterns used lately, up to a fixed number. It is not safe
// for use by several goroutines; the zero value holds DefaultCacheSize.
type Cache struct {
	// Size is the number of patterns kept; 0 means DefaultCacheSize.
	Size  int
	items map[Key]*cacheItem
	ring  cacheItem // next: used last, prev: used longest ago
}

// DefaultCacheSize is how many patterns a Cache keeps unless told otherwise.
const DefaultCacheSize = 128

type cacheItem struct {
	key        Key
	re         *Regexp
	next, prev *cacheItem
}

// Get returns the compiled pattern for key, compiling it with fold if it is not
// there. Patterns that do not compile are not kept.
func (c *Cache) Get(key Key, fold func(rune) rune) (*Regexp, error) {
	if first := c.ring.next; first != nil && first != &c.ring && first.key == key {
		return first.re, nil
	}
	if it := c.items[key]; it != nil {
		it.unlink()
		c.push(it)
		return it.re, nil
	}
	re, err := Compile(key.Pattern, Options{Multibyte: key.Multibyte, TextMultibyte: key.TextMultibyte, Fold: fold})
	if err != nil {
		return nil, err
	}
	if c.items == nil {
		c.Clear()
	}
	size := c.Size
	if size <= 0 {
		size = DefaultCacheSize
	}
	if len(c.items) >= size {
		old := c.ring.prev
		old.unlink()
		delete(c.items, old.key)
	}
	it := &cacheItem{key: key, re: re}
	c.items[key] = it
	c.push(it)
	return re, nil
}

// Clear forgets all patterns.
func (c *Cache) Clear() {
	c.items = map[Key]*cacheItem{}
	c.ring.next, c.ring.prev = &c.ring, &c.ring
}

// Len returns the number of patterns kept.
func (c *Cache) Len() int { return len(c.items) }

func (c *Cache) push(it *cacheItem) {
	it.prev, it.next = &c.ring, c.ring.next
	it.next.prev = it
	c.ring.next = it
}

func (it *cacheItem) unlink() {
	it.prev.next, it.next.prev = it.next, it.prev
}
