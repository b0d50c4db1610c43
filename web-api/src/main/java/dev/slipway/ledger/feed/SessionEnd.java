package dev.slipway.ledger.feed;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebListener;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;

/** Ends the streams of a session with it. */
@WebListener
public class SessionEnd implements HttpSessionListener {

    @Inject
    Streams streams;

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        streams.end(event.getSession().getId());
    }
}
