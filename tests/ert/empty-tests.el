;;; empty-tests.el --- a test file without tests  -*- lexical-binding: t -*-

(require 'ert)
