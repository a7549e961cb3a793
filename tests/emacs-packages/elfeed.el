;;; elfeed.el --- elfeed fetches feeds from the loopback  -*- lexical-binding: t -*-

(defvar dir (file-name-as-directory (make-temp-file "elfeed" t)))
(setq elfeed-db-directory (concat dir "db") elfeed-use-curl nil url-show-status nil elfeed-log-level 'error
      url-queue-timeout 20 inhibit-message t)
(require 'elfeed)
;; The queue waits until nobody has typed for a while, which in batch mode is never.
(advice-add 'url-queue-retrieve :override #'url-retrieve)

(defconst feeds
  '(("/atom" . "<?xml version=\"1.0\" encoding=\"utf-8\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>An Atom feed</title><author><name>Ann</name></author><id>urn:feed</id><updated>2020-03-01T00:00:00Z</updated>
<entry><title>First &amp; foremost</title><link href=\"/first\"/><id>urn:1</id><updated>2020-01-02T03:04:05Z</updated><category term=\"news\"/><content type=\"html\">&lt;p&gt;text é&lt;/p&gt;</content></entry>
<entry><title type=\"text\">Second</title><link rel=\"alternate\" href=\"http://x.test/second\"/><id>urn:2</id><published>2020-02-02T00:00:00+01:00</published><updated>2020-02-03T00:00:00Z</updated><author><name>Bob</name></author></entry></feed>")
    ("/rss" . "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>An RSS feed</title><link>http://x.test/</link><item><title>Item one</title><link>http://x.test/1</link><guid>g1</guid><pubDate>Wed, 01 Jan 2020 10:00:00 +0000</pubDate><description>words</description><enclosure url=\"http://x.test/a.mp3\" length=\"12\" type=\"audio/mpeg\"/></item><item><title>Item two</title><link>http://x.test/2</link><pubDate>Thu, 02 Jan 2020 10:00:00 GMT</pubDate></item></channel></rss>")
    ("/bad" . "this is no feed")))

(defvar web-server
  (make-network-process
   :name "feeds" :server t :host "127.0.0.1" :service t :family 'ipv4 :coding 'binary
   :filter (lambda (proc text)
             (let* ((path (and (string-match "\\`GET \\([^ ]+\\)" text) (match-string 1 text)))
                    (body (encode-coding-string (or (cdr (assoc path feeds)) "") 'utf-8)))
               (process-send-string proc (format "HTTP/1.1 %s\r\nContent-Type: application/xml\r\nETag: \"e\"\r\nContent-Length: %d\r\nConnection: close\r\n\r\n%s" (if (equal body "") "404 Not Found" "200 OK") (length body) body))))))
(defun address (path) (format "http://127.0.0.1:%d%s" (process-contact web-server :service) path))

(setq elfeed-feeds (list (list (address "/atom") 'one) (list (address "/rss") 'two 'podcast) (address "/bad") (address "/missing")))
(add-hook 'elfeed-new-entry-hook (elfeed-make-tagger :feed-title "RSS" :add 'rss :remove 'two))
(defvar updated nil)
(add-hook 'elfeed-update-hooks (lambda (url) (push url updated)))
(elfeed-db-ensure)
(elfeed-update)
(with-timeout (20 (princ "timeout\n")) (while (< (length updated) 4) (accept-process-output nil 0.05)))

(defun show-entries ()
  (with-elfeed-db-visit (entry feed)
    (princ (format "%s | %s | %s | %s | %S | %s | %S | %s\n" (elfeed-feed-title feed) (elfeed-entry-title entry)
                   (replace-regexp-in-string ":[0-9]+/" "/" (elfeed-entry-link entry)) (format-time-string "%F %T" (elfeed-entry-date entry) t)
                   (elfeed-entry-tags entry) (elfeed-entry-content-type entry) (elfeed-entry-enclosures entry)
                   (string-trim (or (elfeed-deref (elfeed-entry-content entry)) ""))))))
(show-entries)
(princ (format "%S\n" (list (length (elfeed-db-get-all-tags)) (sort (mapcar #'symbol-name (elfeed-db-get-all-tags)) #'string<))))
(princ (format "%S\n" (mapcar (lambda (f) (elfeed-feed-title (elfeed-db-get-feed (car f)))) (seq-filter #'consp elfeed-feeds))))
(let ((filter (elfeed-search-parse-filter "+unread -rss @40-years-ago first")) (found 0))
  (with-elfeed-db-visit (entry feed)
    (when (elfeed-search-filter filter entry feed 0) (setq found (1+ found))))
  (princ (format "%S %d\n" (plist-get filter :must-have) found)))
(elfeed-db-save)
(princ (format "%S\n" (file-exists-p (concat dir "db/index"))))
(setq elfeed-db nil)
(elfeed-db-load)
(princ (format "%d entries\n" (let ((n 0)) (with-elfeed-db-visit (_e _f) (setq n (1+ n))) n)))
(princ (format "%S\n" (mapcar #'elfeed-cleanup '("a\nb" " x "))))
(delete-directory dir t)
