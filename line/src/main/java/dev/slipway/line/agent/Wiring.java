package dev.slipway.line.agent;

import dev.slipway.line.agent.group.Containers;
import dev.slipway.line.agent.group.GroupFiles;
import dev.slipway.line.agent.group.ManagementInspector;
import dev.slipway.line.agent.group.PortWatch;
import dev.slipway.line.agent.ledger.AgentApi;
import dev.slipway.line.agent.ledger.AgentLedger;
import dev.slipway.line.agent.ledger.DesiredGroup;
import dev.slipway.line.agent.site.Site;
import dev.slipway.line.agent.site.Sites;
import dev.slipway.line.balancer.Balancer;
import dev.slipway.line.balancer.HostNames;
import dev.slipway.line.group.GroupStatus;
import dev.slipway.line.http.Answer;
import dev.slipway.line.http.CallException;
import dev.slipway.line.http.Caller;
import dev.slipway.line.http.Trust;
import dev.slipway.line.ledger.Services;
import dev.slipway.line.pace.Pace;
import dev.slipway.line.port.PortGuard;
import dev.slipway.line.schema.Schema;
import dev.slipway.line.setting.Settings;
import dev.slipway.line.worker.Applications;
import dev.slipway.line.worker.Connection;
import dev.slipway.line.worker.Management;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Builds the agent's components from the line's settings. */
record Wiring(Settings settings, Pace pace) {
    private static final Duration CONNECT = Duration.ofSeconds(10);

    /** The agent's management user on a server group's workers. */
    private static final String GROUP_USER = "agent";

    /** The ledger's workers, and those of the server groups. */
    Sites sites() {
        return sites(groupFiles());
    }

    Sites sites(GroupFiles files) {
        return new Sites(site(), settings.environment(), files, (group, answer) -> site(files, group, answer));
    }

    GroupFiles groupFiles() {
        GroupFiles files = new GroupFiles(settings.requestedGroups(), settings.groups());
        if (!settings.isInContainers()) {
            return files;
        }
        Containers containers = new Containers(
                new ManagementInspector(GROUP_USER, group -> files.secret(group, "management-password"), pace), pace);
        return new GroupFiles(settings.requestedGroups(), settings.groups(), containers);
    }

    /** The watch over the workers' ports. */
    PortWatch portWatch(GroupFiles files, Consumer<String> log) {
        Map<String, List<Integer>> ledger = new TreeMap<>();
        for (String worker : settings.workers()) {
            ledger.put(
                    worker,
                    List.of(
                            settings.application(worker).getPort(),
                            settings.management(worker).getPort()));
        }
        return new PortWatch(
                ledger,
                settings.groups().resolve("slots.json"),
                bases(),
                settings.servicePort(),
                files,
                balancer(http()),
                log);
    }

    /** The base folders of all workers: each belongs to its worker's user. */
    private Path bases() {
        return settings.state().resolve("workers");
    }

    private PortGuard guard(String worker, int port) {
        Path base = bases().resolve(worker);
        return settings.isInContainers() ? PortGuard.OPEN : PortGuard.of(worker, port, base);
    }

    private HttpClient http() {
        return HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .build();
    }

    private Balancer balancer(HttpClient http) {
        return Balancer.of(settings, http, pace);
    }

    private Site site() {
        Map<String, Management> workers = new TreeMap<>();
        Map<String, Applications.Endpoint> applications = new TreeMap<>();
        for (String worker : settings.workers()) {
            InetSocketAddress address = settings.management(worker);
            Connection connection = new Connection(
                    address.getHostString(),
                    address.getPort(),
                    guard(worker, address.getPort()),
                    Settings.AGENT,
                    () -> settings.secret("agent-management-password"));
            workers.put(worker, new Management(worker, connection, pace));
            InetSocketAddress application = settings.application(worker);
            applications.put(worker, new Applications.Endpoint(application, guard(worker, application.getPort())));
        }
        return site(workers, new Applications(applications, settings.domain(), Optional.empty()), null);
    }

    /**
     * Each group has its own management password, and a secret by which its workers authenticate httpd and the agent.
     */
    private Site site(GroupFiles files, DesiredGroup group, GroupStatus answer) {
        Map<String, Management> workers = new TreeMap<>();
        Map<String, Applications.Endpoint> applications = new TreeMap<>();
        for (GroupStatus.Worker worker : answer.workers()) {
            Connection connection = new Connection(
                    worker.host(),
                    worker.management(),
                    guard(worker.name(), worker.management()),
                    GROUP_USER,
                    () -> files.secret(group.group(), "management-password"));
            workers.put(worker.name(), new Management(worker.name(), connection, pace));
            applications.put(
                    worker.name(),
                    new Applications.Endpoint(
                            InetSocketAddress.createUnresolved(worker.host(), worker.http()),
                            guard(worker.name(), worker.http())));
        }
        return site(
                workers,
                new Applications(
                        applications,
                        settings.domain(),
                        Optional.of(() -> files.secret(group.group(), "front-secret"))),
                group.host());
    }

    private Site site(Map<String, Management> workers, Applications applications, @Nullable String label) {
        HttpClient http = http();
        return new Site(workers, balancer(http), new HostNames(settings.services()), applications::status, pace, label);
    }

    /** Whether the ledger answers and requires authentication. */
    boolean isLedgerThere() throws IOException {
        try {
            Answer answer = Caller.trusting(
                            settings.authorities().map(Trust::of).orElse(null))
                    .send(
                            () -> HttpRequest.newBuilder(settings.ledger().resolve("/api/v1/me"))
                                    .timeout(CONNECT)
                                    .build(),
                            false,
                            Duration.ZERO);
            return answer.status() == 401;
        } catch (CallException e) {
            return false;
        }
    }

    /** The ledger's API, authenticated as the agent. */
    AgentApi api() throws IOException {
        return new AgentApi(AgentLedger.of(settings));
    }

    /** The ledger's schema; empty if this user has no database password. */
    Optional<Schema> schema() {
        return settings.findSecret("slipway-db-password")
                .map(password -> new Schema(settings.database(), Services.LEDGER, password));
    }
}
