package dev.slipway.line.service.whole;

import jakarta.websocket.OnMessage;
import jakarta.websocket.server.ServerEndpoint;

/** A WebSocket. */
@ServerEndpoint("/echo")
public class Echo {
    /** Made by the container. */
    public Echo() {}

    /** Says it again. */
    @OnMessage
    public String hear(String text) {
        return System.getProperty("jboss.node.name") + " heard " + text;
    }
}
