package dev.slipway.request;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;

/**
 * Limits the size of a form to WildFly's default. The listener allows more for uploads, which go to files; a form is
 * read into memory as a whole when a parameter is accessed, and a worker without memory crashes.
 */
public final class FormLimit implements HttpHandler {
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final long MOST = 10L << 20;

    private final HttpHandler next;

    /** Called by the server, with what handles the request. */
    public FormLimit(HttpHandler next) {
        this.next = next;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        if (type != null && type.regionMatches(true, 0, FORM, 0, FORM.length())) {
            exchange.setMaxEntitySize(MOST);
        }
        next.handleRequest(exchange);
    }
}
