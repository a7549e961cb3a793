//go:build unix

package netprims

const chunkSize = 8 << 10 // small sends share chunks of this size

// queue is output the kernel has not taken yet, oldest first.
type queue struct {
	chunks [][]byte
	off    int // bytes of chunks[0] already written
	n      int // bytes left
}

// put copies b to the end. Small pieces are gathered, so that a trickle of
// sends does not make a long list.
func (q *queue) put(b []byte) {
	q.n += len(b)
	if k := len(q.chunks) - 1; k >= 0 {
		if last := q.chunks[k]; len(b) <= cap(last)-len(last) {
			q.chunks[k] = append(last, b...)
			return
		}
	}
	q.chunks = append(q.chunks, append(make([]byte, 0, max(chunkSize, len(b))), b...))
}

// putRecord copies b to the end as a record of its own.
func (q *queue) putRecord(b []byte) {
	q.n += len(b)
	q.chunks = append(q.chunks, append(make([]byte, 0, len(b)), b...))
}

func (q *queue) front() []byte { return q.chunks[0][q.off:] }

// take forgets n bytes of the front, which are all of it or less.
func (q *queue) take(n int) {
	q.n -= n
	q.off += n
	if q.off < len(q.chunks[0]) {
		return
	}
	q.chunks[0] = nil
	q.chunks, q.off = q.chunks[1:], 0
	if len(q.chunks) == 0 {
		q.chunks = nil
	}
}

func (q *queue) drop() { *q = queue{} }
