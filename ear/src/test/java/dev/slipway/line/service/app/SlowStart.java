package dev.slipway.line.service.app;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Starts when the file is there that {@code WEB-INF/awaited} names. */
@WebListener
public class SlowStart implements ServletContextListener {
    /** Less than the agent waits for an answer. */
    private static final int MOST = 1_200;

    private static final long PAUSE_MILLIS = 200;

    /** Made by the container. */
    public SlowStart() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        try (InputStream name = event.getServletContext().getResourceAsStream("/WEB-INF/awaited")) {
            Path awaited = Path.of(new String(name.readAllBytes(), StandardCharsets.UTF_8));
            for (int count = 0; count < MOST && !Files.exists(awaited); count++) {
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
