package dev.slipway.line.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.line.Answer;
import dev.slipway.line.Caller;
import dev.slipway.line.Command;
import dev.slipway.line.FreePorts;
import dev.slipway.line.Line;
import dev.slipway.line.Realm;
import dev.slipway.line.Scratch;
import dev.slipway.line.Wars;
import dev.slipway.line.service.app.Item;
import dev.slipway.line.service.app.Items;
import dev.slipway.line.service.app.OrderListener;
import dev.slipway.line.service.app.ShopServlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/** A line that has a service with data is backed up, proven, and restored in another folder with other ports. */
@Isolated
@TestMethodOrder(OrderAnnotation.class)
class BackupIT {
    /** Ends the program that takes or restores a backup, once the line has said that; fails if there was none to end. */
    private static final String KILL = """
            : >"$SLIPWAY_TEST/killed.log"
            "$@" >"$SLIPWAY_TEST/killed.log" 2>&1 &
            started=$!
            until grep -q "$SLIPWAY_TEST_WORDS" "$SLIPWAY_TEST/killed.log"; do
              kill -0 "$started" 2>/dev/null || { cat "$SLIPWAY_TEST/killed.log" && exit 1; }
              sleep 0.05
            done
            killed=no
            for pid in $(pgrep -f 'dev.slipway.line.local.Local (backup|restore) '); do
              if grep -qz "^SLIPWAY_STATE=$SLIPWAY_STATE$" "/proc/$pid/environ" && kill -KILL "$pid"; then killed=yes; fi
            done
            wait
            if [[ $killed == no ]]; then cat "$SLIPWAY_TEST/killed.log" && exit 1; fi
            sleep 0.5
            # Nothing that it had started goes on.
            for pid in $(for name in restic pg_dump pg_restore; do pgrep -x "$name"; done); do
              if grep -qz "^SLIPWAY_STATE=$SLIPWAY_STATE" "/proc/$pid/environ"; then exit 1; fi
            done
            """;

    /** Signs a person in on the pages of Keycloak, as a browser does, and asks the ledger who that is. */
    private static final String SIGN_IN = """
            . line/lib/common
            jar=$SLIPWAY_TEST/cookies
            page=$(request --location --cookie-jar "$jar" --cookie "$jar" "$SLIPWAY_LEDGER_URL/")
            action=$(grep -o 'action="[^"]*"' <<<"$page" | head -n 1 | cut -d'"' -f2 | sed 's/&amp;/\\&/g')
            request --location --cookie-jar "$jar" --cookie "$jar" --data-urlencode "username=$SLIPWAY_TEST_USER" \\
              --data-urlencode "password=$SLIPWAY_TEST_PASSWORD" "$action" >/dev/null
            request --cookie "$jar" --header 'Accept: application/json' "$SLIPWAY_LEDGER_URL/api/v1/me"
            """;

    /** As its owner, for a trap is in it. */
    private static final String DUMP = """
            . line/lib/common
            PGPASSWORD=$(cat "$SLIPWAY_STATE/groups/$2/secrets/database-password") \\
              pg_dump -h 127.0.0.1 -p "$SLIPWAY_POSTGRES_PORT" -U "$1" --inserts "$1" |
              grep -v '^.\\(un\\)\\?restrict '
            """;

    /** Likewise. */
    private static final String AS_OWNER = """
            . line/lib/common
            PGPASSWORD=$(cat "$SLIPWAY_STATE/groups/$2/secrets/database-password") \\
              psql -h 127.0.0.1 -p "$SLIPWAY_POSTGRES_PORT" -U "$1" --dbname "$1" --no-psqlrc --set ON_ERROR_STOP=1 \\
              --command "$SLIPWAY_TEST_SQL"
            """;

    /** Rows that the check of their table does not take any more, and for which it blames the server. */
    private static final String EXPIRED = """
            create function public.today() returns date language sql as $$ select date '2020-01-01' $$;
            create table public.voucher (until date check (until > public.today()));
            insert into public.voucher values ('2020-06-01');
            create or replace function public.today() returns date language plpgsql as
              $$ begin raise exception 'out of memory' using errcode = '53200'; end $$
            """;

    private static final String OPEN_TO_ALL = """
            select datname from pg_database
            where datallowconn and has_database_privilege('public', oid, 'connect')""";

    private static final String RESTORE_ONLY = """
            . line/lib/common
            line/bin/local restore "$SLIPWAY_TEST/refused" --key-file "$SLIPWAY_TEST/key"
            """;

    /** Two backups of the line, as far as restic tells them. */
    private static final String LONG_AGO = """
            . line/lib/common
            cd "$SLIPWAY_TEST"
            for time in 12:00:00 13:00:00; do
              RESTIC_PASSWORD_FILE=key restic --no-cache --quiet --repo repository backup --host "$SLIPWAY_DOMAIN" --tag slipway \\
                --time "2020-01-05 $time" marks
            done
            """;

    private static final String SQL = """
            . line/lib/common
            PGPASSWORD=$(secret postgres-password) psql -h 127.0.0.1 -p "$SLIPWAY_POSTGRES_PORT" -U postgres \\
              --no-psqlrc --tuples-only --command "$SLIPWAY_TEST_SQL"
            """;

    @AutoClose
    static final Scratch SCRATCH = new Scratch();

    @AutoClose
    static final Realm REALM = new Realm();

    @TempDir
    static Path folder;

    private static Team team;
    private static Realm.Person person;
    private static Path repository;
    private static Trap trap;

    @BeforeAll
    static void define() {
        person = REALM.person("viewer");
        team = new Team(REALM.client("admin", "deployer"), SCRATCH.name(), folder);
        team.apply("""
                service: %s
                title: Web shop
                environments:
                  production: {workers: 1, memory: 256m}
                database: {jndi: [java:jboss/datasources/ShopDS]}
                messaging: {queues: [orders]}
                """.formatted(team.service())).expectSuccess();
        team.deploy(shop(), "1").expectSuccess();
        assertThat(team.post("/items", "name=kettle").statusCode()).isEqualTo(204);
        repository = folder.resolve("repository");
        trap = Trap.plant(team.group().path("group").asText(), folder);
    }

    @AfterEach
    void nothingOfADatabasesOwnerRanAsTheSuperuser() throws IOException {
        trap.hasCaughtNobody();
    }

    @AfterAll
    static void remove() throws SQLException {
        trap.lockDuring(team::remove);
    }

    private static WebArchive shop() {
        return Wars.application("shop", Item.class, Items.class, OrderListener.class, ShopServlet.class)
                .addAsResource(new StringAsset("""
                        <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
                          <persistence-unit name="shop">
                            <properties>
                              <property name="jakarta.persistence.schema-generation.database.action" value="create"/>
                            </properties>
                          </persistence-unit>
                        </persistence>"""), "META-INF/persistence.xml");
    }

    @Test
    @Order(1)
    void whatIsKilledLeavesNothingBehind() {
        for (String words : List.of("The database slipway", "Storing the line")) {
            kill(Line.running().state(), words, "backup", "--to", repository.toString());
        }
        backup("--to", repository.toString()).expectSuccess();
        assertThat(Line.running().state().resolve("backup/work")).doesNotExist();
    }

    /** Also after another service was removed with its data, of which the ledger keeps the row. */
    @Test
    @Order(2)
    void isProvenByRestoringItBesideTheLine() {
        Team gone = new Team(REALM.client("admin", "deployer"), SCRATCH.name(), folder);
        gone.apply("service: " + gone.service() + "\nenvironments:\n  production: {workers: 1, memory: 256m}\n")
                .expectSuccess();
        gone.remove();
        await().atMost(Duration.ofMinutes(2))
                .until(() -> Caller.pipeline()
                        .get("/api/v1/server-groups?service=" + gone.service())
                        .items("group")
                        .isEmpty());
        assertThat(backup("nightly", "--to", repository.toString())
                        .expectSuccess()
                        .output())
                .anyMatch(line -> line.contains("Proven in "));
        assertThat(Line.running().state().resolve("backup/proof")).doesNotExist();
        JsonNode newest = Caller.pipeline()
                .get("/api/v1/backups?limit=1")
                .expect(200)
                .path("items")
                .path(0);
        assertThat(newest.path("provenAt").asText()).isNotEmpty();
        assertThat(newest.path("databases").asInt()).isGreaterThanOrEqualTo(3);
    }

    @Test
    @Order(3)
    void damageIsFoundAndTold() {
        Path damaged = folder.resolve("damaged");
        Command.bash("""
                cp -r "%s" "%s" && cd "%2$s/data"
                find . -type f -exec chmod u+w {} + -exec sh -c 'printf XXXXXXXXXX | dd of="$1" bs=1 seek=200 conv=notrunc status=none' sh {} \\;
                """.formatted(repository, damaged)).run().expectSuccess();
        Command.Result result = backup("prove", "--to", damaged.toString());
        assertThat(result.code()).isOne();
        assertThat(result.output()).anyMatch(line -> line.contains(damaged + " is damaged"));
        JsonNode newest = Caller.pipeline()
                .get("/api/v1/backups?limit=1")
                .expect(200)
                .path("items")
                .path(0);
        assertThat(newest.path("error").asText()).contains("is damaged");
    }

    @Test
    @Order(4)
    void aDiskThatIsFullIsNamed() throws IOException {
        assumeThat((Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid"))
                .isZero();
        Path disk = Files.createDirectory(folder.resolve("disk"));
        Command.bash("mount -t tmpfs -o size=1500k tmpfs '" + disk + "'").run().expectSuccess();
        try {
            Command.Result result = backup("--to", disk + "/r");
            assertThat(result.code()).isOne();
            assertThat(result.output()).anyMatch(line -> line.contains(disk + "/r is full: its disk has 1500 kB"));
            assertThat(backup("list", "--to", disk + "/r").expectSuccess().output())
                    .noneMatch(line -> line.contains("localtest.me"));
        } finally {
            Command.bash("umount '" + disk + "'").run().expectSuccess();
        }
        assertThat(backup("--to", disk + "/r").output()).anyMatch(line -> line.contains(disk + "/r is gone"));
    }

    /**
     * The next tests restore this backup: they sign in, and Keycloak takes the login of the backup's files. A role that a
     * killed backup has left is among the roles of this one, which drops it then.
     */
    @Test
    @Order(5)
    void aLoginMayBeRotatedMeanwhile() throws IOException, SQLException {
        Path login = Line.running().state().resolve("secrets/keycloak-db-password");
        if (Files.readAllLines(login).size() > 1) {
            rotate("keycloak-db-password");
        }
        sql("create role \"slipway-as-owner.killed\" login");
        trap.delay(() -> backup("--to", repository.toString()), () -> rotate("keycloak-db-password"))
                .expectSuccess();
        assertThat(login).content().endsWith("\nkeycloak.2\n");
    }

    @Test
    @Order(6)
    void everyRowOfTheLineIsAsItWasDumped() throws IOException {
        keyFile();
        RestoredRows.areThoseOfTheDump(folder);
    }

    /** A file with the password of the backups, made as the handbook says. */
    private static Path keyFile() {
        Path file = folder.resolve("key");
        Command.bash("(umask 077; ./slipway backup key >'" + file + "')").run().expectSuccess();
        return file;
    }

    @Test
    @Order(7)
    void theSameLineIsRestoredElsewhere() throws IOException {
        Path key = keyFile();
        Path wrong = Files.writeString(folder.resolve("wrong"), "another");
        Path state = Line.running().state().resolveSibling("restored");
        discard(state);
        Command.Result refused = restore(state, wrong);
        assertThat(refused.code()).isOne();
        assertThat(refused.output()).anyMatch(line -> line.contains("was made with another password"));
        for (String words : List.of("Loading its databases", "Comparing every table")) {
            kill(state, words, "restore", "--built", repository.toString(), "--key-file", key.toString());
            assertThat(state).doesNotExist();
            Command.bash("! grep -rlFf '" + key + "' \"${TMPDIR:-/tmp}\"/slipway-*")
                    .run()
                    .expectSuccess();
        }
        try {
            restore(state, key).expectSuccess();
            assertThat(state.resolve("backup/next")).exists();
            assertThat(in(state, SQL, Map.of("SLIPWAY_TEST_SQL", OPEN_TO_ALL))).isBlank();
            assertThat(ofTheService(state, DUMP))
                    .isEqualTo(ofTheService(Line.running().state(), DUMP))
                    .contains("kettle");
            assertThat(in(
                            state,
                            SIGN_IN,
                            Map.of("SLIPWAY_TEST_USER", person.name(), "SLIPWAY_TEST_PASSWORD", person.password())))
                    .contains("\"" + person.name() + "\"");
            assertThat(items(state)).contains("kettle");
            hasTheSameHistory(Line.in(state));
            assertThat(restore(state, key).output()).anyMatch(line -> line.contains("A line is running here"));
            isLeftByAReplacementThatIsKilled(state, key);
        } finally {
            Command.slipway(state, "down").run();
            discard(state);
        }
    }

    /** The line that was there is still the one that there is, and starts. */
    private static void isLeftByAReplacementThatIsKilled(Path state, Path key) throws IOException {
        Command.slipway(state, "down").run().expectSuccess();
        Path mark = Files.writeString(state.resolve("mark"), "of the line that was there");
        kill(
                state,
                "Loading its databases",
                "restore",
                "--built",
                repository.toString(),
                "--key-file",
                key.toString(),
                "--replace");
        assertThat(mark).exists();
        try (Stream<Path> beside = Files.list(state.resolveSibling(""))) {
            assertThat(beside).noneMatch(path -> path.toString().startsWith(state + ".before-"));
        }
        Command.slipway(state, "up", "--built").run().expectSuccess();
        assertThat(mark).exists();
        assertThat(items(state)).contains("kettle");
        hasTheSameHistory(Line.in(state));
    }

    /** What the service answers on that line, whose workers may still be on their way. */
    private static String items(Path state) {
        return in(state, """
                . line/lib/common
                for _ in {1..60}; do
                  said=$(request "https://%s.$SLIPWAY_DOMAIN$SLIPWAY_PORT_SUFFIX/items" || true)
                  if [[ $said == *kettle* ]]; then break; fi
                  sleep 2
                done
                echo "$said"
                """.formatted(team.service()), Map.of());
    }

    /** What it has recorded since it was restored is newer. */
    private static void hasTheSameHistory(Line restored) {
        try (Realm realm = new Realm(restored)) {
            assertThat(deployments(realm.client("viewer"))).containsSubsequence(deployments(REALM.client("viewer")));
        }
    }

    /** The ids of all deployments, the newest first. */
    private static List<String> deployments(Caller caller) {
        List<String> all = new ArrayList<>();
        Optional<String> page = Optional.of("/api/v1/deployments?limit=100");
        while (page.isPresent()) {
            Answer answer = caller.get(page.get());
            all.addAll(answer.items("id"));
            page = answer.next();
        }
        assertThat(all).isNotEmpty();
        return all;
    }

    @Test
    @Order(8)
    void oneServicesDatabaseAloneIsRestored() {
        String database = database();
        sql("alter database " + database + " allow_connections false");
        Command.Result lacking = backup("--to", repository.toString());
        assertThat(lacking.code()).isOne();
        assertThat(lacking.output())
                .anyMatch(line -> line.contains("The database " + database + " could not be dumped"));
        sql("alter database " + database + " allow_connections true");
        backup("--to", repository.toString()).expectSuccess();
        assertThat(team.post("/items", "name=mistake").statusCode()).isEqualTo(204);
        // As a restore that was killed leaves it.
        sql("alter database " + database + " allow_connections false");
        String other = database + "_reporting";
        sql("""
                create role %2$s;
                grant connect on database %1$s to %2$s;
                alter role %2$s in database %1$s set work_mem = '5MB';
                alter database %1$s connection limit 77;
                comment on database %1$s is 'it''s the shop''s'""".formatted(database, other));
        restoreService();
        awaitKettle();
        assertThat(team.get("/items").body()).doesNotContain("mistake");
        assertThat(sql("""
                        select has_database_privilege('%2$s', oid, 'connect'), has_database_privilege('public', oid, 'connect'),
                          datconnlimit, datistemplate, shobj_description(oid, 'pg_database')
                        from pg_database where datname = '%1$s'
                        """.formatted(database, other)))
                .as("who may connect, the limit, and the comment")
                .containsPattern("t +\\| f +\\| +77 \\| t +\\| it's the shop's");
        assertThat(sql("""
                        select coalesce(r.rolname, 'all'), setconfig from pg_db_role_setting left join pg_roles r on r.oid = setrole
                        where setdatabase = (select oid from pg_database where datname = '%s')
                        """.formatted(database)))
                .as("the settings of its sessions")
                .containsPattern("all .*search_path=public, trap, pg_catalog")
                .containsPattern(database + " .*idle_in_transaction_session_timeout=5min")
                .containsPattern(other + " .*work_mem=5MB");
        sql("drop owned by %1$s; drop role %1$s".formatted(other));
        assertThat(sql("select datname from pg_database")).doesNotContain(".restored");
    }

    /** What went wrong is in the newest backup, too. */
    @Test
    @Order(9)
    void anEarlierBackupOfOneServiceIsRestored() {
        backup("--to", repository.toString()).expectSuccess();
        String snapshot = newest();
        String before = Instant.now().toString();
        for (List<String> point : List.of(List.of("--at", before), List.of("--snapshot", snapshot))) {
            // Who asks for the items then is told of a fault.
            asOwner("alter table item drop column name");
            assertThat(team.get("/items").body()).doesNotContain("kettle");
            backup("--to", repository.toString()).expectSuccess();
            assertThat(newest()).isNotEqualTo(snapshot);
            restoreService(point.toArray(String[]::new));
            awaitKettle();
        }
    }

    @Test
    @Order(10)
    void whatIsBeyondTheRetentionIsRemoved() throws IOException {
        keyFile();
        in(Line.running().state(), LONG_AGO, Map.of());
        List<String> before = list();
        assertThat(before).filteredOn(line -> line.contains("2020-01-05")).hasSize(2);
        Command.slipway("backup", "--to", repository.toString())
                .with("SLIPWAY_BACKUP_KEEP", "daily=1")
                .run()
                .expectSuccess();
        assertThat(list()).hasSize(before.size() - 2 + 1).noneMatch(line -> line.contains("2020-01-05"));
    }

    @Test
    @Order(11)
    void whatIsReplacedMeanwhileIsNotReadAsTheSuperuser() throws IOException, SQLException {
        String swapped = folder.resolve("swapped").toString();
        trap.swapTableDuring(() -> backup("--to", swapped)).expectSuccess();
        trap.hasCaughtNobody();
        trap.swapSequenceDuring(() -> backup("--to", swapped)).expectSuccess();
        assertThat(sql("select rolname from pg_roles")).doesNotContain("slipway-as-owner");
    }

    @Test
    @Order(12)
    void whatIsRewrittenMeanwhileIsDumpedAgain() throws SQLException {
        String rewritten = folder.resolve("swapped").toString();
        trap.rewriteDuring(() -> backup("--to", rewritten)).expectSuccess();
        backup("prove", "--to", rewritten).expectSuccess();
    }

    @Test
    @Order(13)
    void mayTakeItsTime() throws SQLException {
        trap.delay(() -> backup("--to", folder.resolve("swapped").toString())).expectSuccess();
    }

    @Test
    @Order(11)
    void whatTheOwnerMayNotReadIsNamed() throws SQLException {
        String database = team.service().replace('-', '_') + "_production";
        String to = folder.resolve("swapped").toString();
        try (Connection connection = Line.running().superuser(database);
                Statement statement = connection.createStatement()) {
            statement.execute("set role none");
            statement.execute("set default_transaction_read_only = off");
            statement.execute("create table public.of_an_administrator (id integer)");
            Command.Result lacking = backup("--to", to);
            assertThat(lacking.code()).isOne();
            assertThat(lacking.output())
                    .anyMatch(line -> line.contains("table public.of_an_administrator belongs to postgres"));
            Command.Result proof = backup("prove", "--to", to);
            assertThat(proof.code()).isOne();
            assertThat(proof.output())
                    .anyMatch(line -> line.contains(database + " cannot be restored: the backup does not have it"))
                    .anyMatch(line -> line.contains("Proven in "));
            statement.execute("grant select on public.of_an_administrator to " + database);
            statement.execute("""
                    create schema of_an_administrator;
                    create table of_an_administrator.item (id integer);
                    insert into of_an_administrator.item values (1);
                    grant usage on schema of_an_administrator to %1$s;
                    grant select on of_an_administrator.item to %1$s""".formatted(database));
            backup("--to", to).expectSuccess();
            backup("prove", "--to", to).expectSuccess();
            statement.execute("drop schema of_an_administrator cascade");
            statement.execute("drop table public.of_an_administrator");
        }
    }

    @Test
    @Order(13)
    void whatASuperuserMadeOfAServicesTablesIsNoReasonToRestoreNothing() throws SQLException {
        String to = folder.resolve("swapped").toString();
        try (Connection connection = Line.running().superuser(database());
                Statement statement = connection.createStatement()) {
            statement.execute("set role none");
            statement.execute("set default_transaction_read_only = off");
            statement.execute("""
                    create publication everything for all tables;
                    create function public.noted() returns event_trigger language plpgsql as $$ begin end $$;
                    create event trigger noted on ddl_command_end execute function public.noted()""");
            backup("--to", to).expectSuccess();
            statement.execute("drop event trigger noted; drop function public.noted(); drop publication everything");
        }
        backup("prove", "--to", to).expectSuccess();
    }

    @Test
    @Order(14)
    void whatPostgresRefusesOfOneServiceKeepsNothingElseFromBeingRestored() {
        String to = folder.resolve("refused").toString();
        asOwner(EXPIRED);
        try {
            backup("--to", to).expectSuccess();
        } finally {
            asOwner("drop table public.voucher; drop function public.today()");
        }
        Command.Result proof = backup("prove", "--to", to);
        assertThat(proof.code()).isOne();
        assertThat(proof.output())
                .anyMatch(line -> line.contains("The database " + database() + " cannot be restored"))
                .anyMatch(line -> line.contains("Proven in "));
        JsonNode newest = Caller.pipeline()
                .get("/api/v1/backups?limit=1")
                .expect(200)
                .path("items")
                .path(0);
        assertThat(newest.path("provenAt").asText()).isNotEmpty();
        assertThat(newest.path("error").asText()).contains(database()).doesNotContain("voucher");
        keyFile();
        Path state = folder.resolve("lacking");
        Command restore = Command.bash(state, RESTORE_ONLY).with("SLIPWAY_TEST", folder.toString());
        otherPorts().forEach(restore::with);
        try {
            Command.Result restored = restore.run();
            assertThat(restored.code()).isEqualTo(3);
            assertThat(restored.output())
                    .anyMatch(line -> line.contains("restored without databases of services: " + database()));
            assertThat(state.resolve("postgresql/data")).exists();
        } finally {
            discard(state);
        }
        backup("--to", to).expectSuccess();
    }

    /** The folder of a line that does not run, and what restores have left beside it. */
    private static void discard(Path state) {
        Command.bash("rm -rf '" + state + "' '" + state + ".restoring' '" + state + "'.before-*")
                .run()
                .expectSuccess();
    }

    private static Command.Result backup(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "backup";
        System.arraycopy(words, 0, all, 1, words.length);
        return Command.slipway(all).run();
    }

    /** The id of the newest backup. */
    private static String newest() {
        return list().get(0).substring(0, 8);
    }

    /** The backups, a line for each, the newest first. */
    private static List<String> list() {
        return backup("list", "--to", repository.toString()).expectSuccess().output().stream()
                .filter(line -> line.matches("[0-9a-f]{8}  .*"))
                .toList();
    }

    private static void restoreService(String... point) {
        Command.slipway(Stream.concat(
                                Stream.of(
                                        "restore",
                                        repository.toString(),
                                        "--service",
                                        team.service(),
                                        "--environment",
                                        "production"),
                                Stream.of(point))
                        .toArray(String[]::new))
                .run()
                .expectSuccess();
    }

    private static void awaitKettle() {
        await().atMost(Duration.ofMinutes(2))
                .until(() -> team.get("/items").body().contains("kettle"));
    }

    private static void rotate(String secret) {
        Command.slipway("rotate", secret).run().expectSuccess();
    }

    private static Command.Result restore(Path state, Path key) {
        Command command =
                Command.slipway(state, "restore", "--built", repository.toString(), "--key-file", key.toString());
        otherPorts().forEach(command::with);
        return command.run();
    }

    private static void kill(Path state, String words, String... verb) {
        Command command = Command.bash("set -- ./slipway " + String.join(" ", verb) + "\n" + KILL)
                .with("SLIPWAY_STATE", state.toString())
                .with("SLIPWAY_TEST", folder.toString())
                .with("SLIPWAY_TEST_WORDS", words);
        otherPorts().forEach((name, value) -> {
            if (!state.equals(Line.running().state())) {
                command.with(name, value);
            }
        });
        command.run().expectSuccess();
    }

    /** Runs a script as the owner of the service's database. */
    private static String ofTheService(Path state, String script) {
        return in(
                state, "set -- " + database() + " " + team.group().path("group").asText() + "\n" + script, Map.of());
    }

    private static void asOwner(String statements) {
        in(
                Line.running().state(),
                "set -- " + database() + " " + team.group().path("group").asText() + "\n" + AS_OWNER,
                Map.of("SLIPWAY_TEST_SQL", statements));
    }

    private static String database() {
        return team.service().replace('-', '_') + "_production";
    }

    private static String sql(String statement) {
        return in(Line.running().state(), SQL, Map.of("SLIPWAY_TEST_SQL", statement));
    }

    private static String in(Path state, String script, Map<String, String> variables) {
        Command command = Command.bash(script)
                .with("SLIPWAY_STATE", state.toString())
                .with("SLIPWAY_TEST", folder.toString())
                .quietly();
        variables.forEach(command::with);
        return String.join("\n", command.run().expectSuccess().output());
    }

    private static Map<String, String> otherPorts() {
        Map<String, String> ports = FreePorts.ofLine();
        ports.put("SLIPWAY_WORKERS", "1");
        return ports;
    }
}
