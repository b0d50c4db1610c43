package dev.slipway.line.balancer;

import dev.slipway.line.pace.Pace;
import dev.slipway.line.roll.Host;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Asks httpd for host names: a file for each service in a folder of the agent's, which whoever owns httpd looks at every second. httpd
 * says at {@code /live/services} what it serves by now.
 */
public final class AskedHosts implements HostNames.Change {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final String REFUSED = "refused";

    private final Path folder;
    private final URI live;
    private final HttpClient http;
    private final Pace pace;

    /** In this folder; httpd's port for the line's own programs is at the base address. */
    public AskedHosts(Path folder, URI base, HttpClient http, Pace pace) {
        this.folder = folder;
        this.live = base.resolve("/live/");
        this.http = http;
        this.pace = pace;
    }

    @Override
    public boolean isPossible() {
        return Files.isWritable(folder);
    }

    @Override
    public void add(String service, Host host) throws IOException, BalancerException {
        Path file = folder.resolve(service);
        // In the folder itself, which may be a volume of its own; whoever reads it passes over names with a dot before
        // them.
        Path beside = folder.resolve("." + service);
        Files.writeString(beside, "context=%s%nprobe=%s%n".formatted(host.contextRoot(), host.probePath()));
        Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        List<String> wanted =
                List.of(service + " context=" + host.contextRoot(), service + " probe=" + host.probePath());
        if (!isServed(lines -> lines.containsAll(wanted))) {
            Files.deleteIfExists(file);
            throw new BalancerException("httpd does not take the host name of " + service + "; it is as it was.");
        }
    }

    @Override
    public void remove(String service) throws IOException, BalancerException {
        if (Files.deleteIfExists(folder.resolve(service))) {
            isServed(lines -> lines.stream().noneMatch(line -> line.startsWith(service + " ")));
        }
    }

    private boolean isServed(Predicate<List<String>> wanted) throws BalancerException {
        Instant deadline = pace.now().plus(PATIENCE);
        while (true) {
            Optional<String> said = ask("services");
            List<String> lines = said.map(text -> text.lines().toList()).orElse(List.of());
            if (said.isPresent() && !lines.contains(REFUSED) && wanted.test(lines)) {
                return true;
            }
            if (ask("reload").isPresent()) {
                deadline = pace.now().plus(PATIENCE);
            } else if (lines.contains(REFUSED) || !pace.now().isBefore(deadline)) {
                return false;
            }
            pace.sleep(PAUSE);
        }
    }

    private Optional<String> ask(String what) throws BalancerException {
        HttpRequest request =
                HttpRequest.newBuilder(live.resolve(what)).timeout(TIMEOUT).build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            return answer.statusCode() == 200 ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BalancerException("interrupted while httpd took a host name");
        }
    }
}
