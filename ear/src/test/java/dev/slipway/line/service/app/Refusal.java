package dev.slipway.line.service.app;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;

/** Does not start where it is told to fail. */
@WebListener
public class Refusal implements ServletContextListener {
    /** Made by the container. */
    public Refusal() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        if ("yes".equals(System.getenv("FAIL"))) {
            throw new IllegalStateException("FAIL says yes");
        }
    }
}
