package dev.slipway.line.pipeline;

import dev.slipway.line.Caller;
import dev.slipway.line.Line;
import dev.slipway.line.OwnWorkers;
import dev.slipway.line.Wars;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A service with a worker of its own, and a project whose build and tests take no time: they copy what is there already. */
final class Kiosk {
    private static final Line LINE = Line.running();
    private static final AtomicInteger PROJECTS = new AtomicInteger();

    private final Forge forge;
    private final String service;

    /** One that runs in these environments. */
    Kiosk(Forge forge, String service, String... environments) {
        this.forge = forge;
        this.service = service;
        OwnWorkers.make(service, environments);
        for (String environment : environments) {
            forge.know(host(environment));
        }
        forge.giveCredential(service);
    }

    String service() {
        return service;
    }

    /** A project that delivers an archive with this on its page. */
    Project project(String words) {
        return project(archive(words));
    }

    /** A project that delivers an archive which does not start, for want of a class. */
    Project failing() {
        return project(archive("never").setWebXML(new StringAsset("""
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <listener><listener-class>no.such.Listener</listener-class></listener>
                </web-app>""")));
    }

    private Project project(WebArchive archive) {
        return new Project(forge, service, service + "-" + PROJECTS.incrementAndGet())
                .write("built.war", Wars.bytes(archive))
                .deliver(service);
    }

    private WebArchive archive(String words) {
        return Wars.page(service + ": " + words);
    }

    /** What it shows in production to those who come in through httpd. */
    String page() {
        return page(service);
    }

    /** What it shows in an environment. */
    String pageIn(String environment) {
        return page(host(environment));
    }

    private String host(String environment) {
        return environment.equals("production") ? service : service + "-" + environment;
    }

    /** What a host of the line shows to those who come in through httpd; they need not know its name from DNS. */
    static String page(String name) {
        int port = LINE.port("SLIPWAY_HTTPS_PORT");
        String host = LINE.host(name);
        // Not HTTP/2, on which httpd gives up a stream that it has not read when it reloads.
        List<String> curl = new ArrayList<>(List.of("curl", "-s", "--http1.1", "--max-time", "20", "--noproxy", "*"));
        curl.addAll(
                List.of("--cacert", LINE.state().resolve("tls/ca/rootCA.pem").toString()));
        curl.addAll(List.of("--resolve", host + ":" + port + ":127.0.0.1", LINE.url(name) + "/"));
        try {
            Process process = new ProcessBuilder(curl).start();
            String page = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            process.waitFor();
            return page;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking for " + name, e);
        }
    }

    /** The versions that went into the environment, each with how it ended, the last started first. */
    List<String> deployments() {
        List<String> deployments = new ArrayList<>();
        Caller.pipeline()
                .get("/api/v1/deployments?service=" + service)
                .expect(200)
                .path("items")
                .forEach(item -> deployments.add(
                        item.path("id").asText() + " " + item.path("outcome").asText()));
        return deployments;
    }

    /** Waits for its worker in an environment that its definition has only now. */
    void awaitIn(String environment) {
        OwnWorkers.awaitReady(service, environment);
        forge.know(host(environment));
    }

    /** Takes it off the line. */
    static void remove(String service) {
        OwnWorkers.remove(service);
    }
}
