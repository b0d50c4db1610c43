package dev.slipway.line.drill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.slipway.line.Caller;
import dev.slipway.line.Line;
import dev.slipway.line.Management;
import dev.slipway.line.Scratch;
import dev.slipway.line.Wars;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * Whoever reads a worker's audit log for the ledger is killed a hundred times between an operation and the commit that takes it in, at
 * each point on that way in turn: every operation is an event once, and a deployment once.
 */
@Isolated
class ReaderIT {
    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    private static final Line LINE = Line.running();
    private static final Caller PIPELINE = Caller.pipeline();
    private static final int WORKERS = 2;
    /** Of each worker's reader: its connection to the database, killed outright from the database's side. */
    private static final int CONNECTIONS = 46;
    /** Of each worker: its process. */
    private static final int PROCESSES = 2;
    /** Of the database, while either reader waits: all connections end, and it recovers. */
    private static final int DATABASES = 4;

    private static final Duration LOOK = Duration.ofMillis(20);
    /** A worker's start, on a busy machine, and the longest pause of a reader that failed before. */
    private static final Duration LONGEST = Duration.ofMinutes(4);

    @TempDir
    Path folder;

    private final List<Service> services = Stream.iterate(1, number -> number + 1)
            .limit(WORKERS)
            .map(Service::new)
            .toList();

    @BeforeEach
    void deploy() throws IOException {
        ReadingPoint.removeAll();
        for (Service service : services) {
            service.deploy(folder);
        }
        ReadingPoint.makeAll();
    }

    @AfterEach
    void remove() {
        ReadingPoint.removeAll();
        services.forEach(Service::remove);
    }

    @Test
    void losesAndDoublesNoEvent() throws Exception {
        int gaps = gaps();
        try (Drill drill = Drill.begin("ledger's reader", "killed 100 times before its commit", Duration.ZERO)) {
            ExecutorService readers = Executors.newFixedThreadPool(WORKERS);
            try {
                List<Future<?>> killing = new ArrayList<>();
                for (Service service : services) {
                    killing.add(readers.submit(() -> {
                        service.kill(CONNECTIONS, service::killConnection);
                        service.kill(PROCESSES, service::killProcess);
                        return null;
                    }));
                }
                for (Future<?> one : killing) {
                    one.get();
                }
            } finally {
                readers.shutdownNow();
            }
            for (int i = 0; i < DATABASES; i++) {
                Service service = services.get(i % WORKERS);
                service.kill(1, service::killDatabase);
            }
            int kills = services.stream().mapToInt(service -> service.kills).sum();
            int operations = services.stream()
                    .mapToInt(service -> service.operations.size())
                    .sum();
            int lost = 0;
            int doubled = 0;
            for (Service service : services) {
                lost += service.lost();
                doubled += service.doubled();
            }
            drill.saw(operations, 0, "", lost, doubled);
            System.out.printf("drill: %d kills of the ledger's reader: %s%n", kills, services);
            assertThat(kills).isEqualTo(WORKERS * (CONNECTIONS + PROCESSES) + DATABASES);
            assertThat(lost).isZero();
            assertThat(doubled).isZero();
            assertThat(gaps()).isEqualTo(gaps);
            drill.held();
        }
    }

    private static int gaps() {
        await().atMost(LONGEST).until(() -> PIPELINE.get("/api/v1/me").status() == 200);
        return PIPELINE.get("/api/v1/gaps?limit=100").items("id").size();
    }

    /** An archive that one worker alone has, and what was done to it. */
    private static final class Service {
        private final int worker;
        private final String name = SCRATCH.name();
        /** What was carried out. */
        private final List<String> operations = new ArrayList<>();

        private int kills;
        private int point;

        Service(int worker) {
            this.worker = worker;
        }

        void deploy(Path folder) throws IOException {
            Path file = folder.resolve(name + ".war");
            Wars.page(name).as(ZipExporter.class).exportTo(file.toFile());
            assertThat(Management.deploy(PIPELINE, worker, name + ".war", file).status())
                    .isEqualTo(200);
            Files.delete(file);
            operations.add("deploy");
            awaitTaken();
        }

        void remove() {
            Management.remove(worker, name + ".war");
        }

        /** Kills whoever reads, so many times, each time after another operation; the one after that begins once this one is taken in. */
        void kill(int times, Kill kill) throws SQLException {
            for (int i = 0; i < times; i++) {
                ReadingPoint here = ReadingPoint.values()[point++ % ReadingPoint.values().length];
                try (Connection database = LINE.superuser("slipway");
                        Statement statement = database.createStatement()) {
                    here.close(statement, worker);
                    operate();
                    kill.now(waiting(here), statement, here);
                    kills++;
                }
                awaitTaken();
            }
        }

        /** Redeploys it, which is a deployment of its own each time. */
        private void operate() {
            await().atMost(LONGEST)
                    .pollInterval(Duration.ofMillis(200))
                    .ignoreExceptions()
                    .until(() -> Management.operate(
                                            worker,
                                            "{\"operation\":\"read-attribute\",\"address\":[],\"name\":\"server-state\"}")
                                    .status()
                            == 200);
            assertThat(Management.operate(
                                    worker,
                                    "{\"operation\":\"redeploy\",\"address\":[{\"deployment\":\"" + name + ".war\"}]}")
                            .expect(200)
                            .path("outcome")
                            .asText())
                    .isEqualTo("success");
            operations.add("redeploy");
        }

        /** The database's process that serves the reader, and waits at that point. */
        private long waiting(ReadingPoint here) {
            return await(worker + " at " + here)
                    .atMost(LONGEST)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(LOOK)
                    .until(() -> number("""
                            select coalesce(max(pid), 0) from pg_stat_activity
                            where application_name = ? and wait_event_type = 'Lock' and wait_event = 'advisory'""", "worker-" + worker), pid -> pid > 0);
        }

        void killConnection(long pid, Statement statement, ReadingPoint here) throws SQLException {
            statement.execute("select pg_terminate_backend(" + pid + ", 10000)");
            here.open(statement, worker);
        }

        /** Its connection ends later: a commit that has begun then comes to its end, and nobody hears of it. */
        void killProcess(long pid, Statement statement, ReadingPoint here) throws SQLException {
            new Program("wildfly-" + worker).kill();
            here.open(statement, worker);
        }

        /** Its own connection ends with it, and its lock. */
        void killDatabase(long pid, Statement statement, ReadingPoint here) {
            Program postgresql = new Program("postgresql");
            ProcessHandle first = postgresql.process();
            Program.kill(first);
            postgresql.awaitAfter(first);
        }

        private void awaitTaken() {
            await().atMost(LONGEST)
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(100))
                    .ignoreExceptions()
                    .until(() -> events() >= operations.size());
        }

        private int events() throws SQLException {
            return (int) number("select count(*) from event where source = 'audit-log' and source_id like ?", like());
        }

        /** As the ledger calls an event of an archive on a worker. */
        private String like() {
            return "worker-" + worker + ":%:" + name + ".war";
        }

        int lost() throws SQLException {
            return Math.max(0, operations.size() - events()) + Math.max(0, operations.size() - deployments());
        }

        int doubled() throws SQLException {
            return Math.max(0, events() - operations.size()) + Math.max(0, deployments() - operations.size());
        }

        private int deployments() throws SQLException {
            return (int) number(
                    "select count(*) from deployment d join service s on s.id = d.service_id where s.name = ?", name);
        }

        @Override
        public String toString() {
            return "worker-%d: %d operations, %d kills".formatted(worker, operations.size(), kills);
        }

        private static long number(String sql, String parameter) throws SQLException {
            try (Connection database = LINE.superuser("slipway");
                    PreparedStatement query = database.prepareStatement(sql)) {
                query.setString(1, Objects.requireNonNull(parameter));
                ResultSet rows = query.executeQuery();
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private interface Kill {
        void now(long pid, Statement statement, ReadingPoint here) throws SQLException;
    }
}
