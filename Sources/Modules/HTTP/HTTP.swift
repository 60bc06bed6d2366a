// HTTP/1.1, WebSocket and server-sent events on epoll; messages, router and middleware.
