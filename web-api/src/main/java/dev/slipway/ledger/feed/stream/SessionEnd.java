package dev.slipway.ledger.feed.stream;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;

/** Closes the streams of a session when it ends. */
@WebListener
public class SessionEnd implements HttpSessionListener {

    @Inject
    Streams streams;

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        streams.end(event.getSession().getId());
    }
}
