package dev.slipway.line.agent.daemon;

import static dev.slipway.line.agent.World.ONE;
import static dev.slipway.line.agent.World.SHOP;
import static dev.slipway.line.agent.World.TWO;
import static dev.slipway.line.agent.World.hash;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.agent.EmptyArchive;
import dev.slipway.line.agent.Killed;
import dev.slipway.line.agent.Orders;
import dev.slipway.line.agent.StubWildFly.Deployed;
import dev.slipway.line.agent.Wishes;
import dev.slipway.line.agent.journal.Journal;
import dev.slipway.line.http.Json;
import dev.slipway.line.roll.ContentHash;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is deployed where a service has workers of its own. */
class GroupDeploymentTest extends AgentScene {
    private static final String STAGING = "shop-staging-1";
    private static final String OWN_CLASS = "WEB-INF/classes/shop/Own.class";
    private static final String MECHANISM =
            "jakarta/security/enterprise/authentication/mechanism/http/HttpAuthenticationMechanism";

    @BeforeEach
    void start() throws IOException {
        world.runs(ONE, OLD);
        world.runs(TWO, OLD);
        world.group("shop", FIRST, SECOND);
        world.group("shop-staging", STAGING);
        orders.groups = List.of(Wishes.group("shop", "production", 3), Wishes.group("shop", "staging", 3));
        ready("shop-production", FIRST, SECOND);
        ready("shop-staging", STAGING);
    }

    private void ready(String group, String... workers) throws IOException {
        Wishes.answer(answers(), group, 3, "ready", null, workers);
    }

    @Test
    void deploysToItsOwnWorkers() throws Exception {
        world.runs(FIRST, OLD);
        world.runs(SECOND, OLD);
        orders.waiting.add(deployment("7", "production", NEW).with("contextRoot", "/store"));
        daemon().runOnce();
        assertThat(result("7").find("failure")).isEmpty();
        assertThat(world.running()).as("the ledger's workers").isEqualTo(Map.of(ONE, hash(OLD), TWO, hash(OLD)));
        assertThat(running()).isEqualTo(Map.of(FIRST, hash(NEW), SECOND, hash(NEW), STAGING, ""));
        assertThat(world.worker(FIRST).deployments).containsOnlyKeys(SHOP);
        assertThat(world.httpd.changesOfRequests())
                .containsExactly(
                        "out shop shop-production-1",
                        "in shop shop-production-1",
                        "out shop shop-production-2",
                        "in shop shop-production-2");
        assertThat(world.probed).containsOnly("shop/health");
        assertThat(world.services.resolve("shop")).content().contains("context=/\n");
    }

    @Test
    void replacesAWarByAnEarAndPutsItBack() throws Exception {
        String ear = EmptyArchive.ear("ear");
        orders.archives.put(EmptyArchive.digest(ear), ear);
        world.runs(FIRST, OLD);
        world.runs(SECOND, OLD);
        orders.waiting.add(deployment("7", "production", ear));
        daemon().runOnce();
        assertThat(result("7").find("failure")).isEmpty();
        assertThat(running()).isEqualTo(Map.of(FIRST, hash(ear), SECOND, hash(ear), STAGING, ""));
        for (String worker : List.of(FIRST, SECOND)) {
            assertThat(world.worker(worker).deployments)
                    .as("one beside the other")
                    .containsOnlyKeys(SHOP);
            assertThat(world.worker(worker).runtimeNames).isEqualTo(Map.of(SHOP, "shop.ear"));
        }

        world.worker(SECOND).broken.add(hash(NEW));
        orders.waiting.add(deployment("8", "production", NEW));
        daemon().runOnce();
        assertThat(result("8").find("failure")).isPresent();
        assertThat(running()).isEqualTo(Map.of(FIRST, hash(ear), SECOND, hash(ear), STAGING, ""));
        assertThat(world.worker(FIRST).runtimeNames).isEqualTo(Map.of(SHOP, "shop.ear"));
    }

    /** It would start, and never become healthy. */
    @Test
    void touchesNoWorkerForAnEarWithoutAWar() throws Exception {
        String ear = EmptyArchive.ear("META-INF/application.xml", "", "no WAR");
        orders.archives.put(EmptyArchive.digest(ear), ear);
        world.runs(FIRST, OLD);
        orders.waiting.add(deployment("7", "production", ear));
        daemon().runOnce();
        assertThat(result("7").text("failure"))
                .startsWith("The EAR has no WAR")
                .endsWith("slipway services add shop --probe PATH");
        assertThat(running()).containsEntry(FIRST, hash(OLD));
    }

    /** Such as one that the definition contradicts. */
    @Test
    void warnsOfCodeThatDoesNotDoWhatItIsThereFor() throws Exception {
        deployWithLogin(OWN_CLASS, MECHANISM);
        assertThat(result("7").find("failure")).isEmpty();
        assertThat(orders.steps.toString()).contains("It signs people in itself (shop.Own, Jakarta Security)");
    }

    @Test
    void warnsOfTablesThatEachStartDrops() throws Exception {
        String descriptor = "<!--119--><persistence><persistence-unit name='shop'><properties>"
                + "<property name='hibernate.hbm2ddl.auto' value='create-drop'/>"
                + "</properties></persistence-unit></persistence>";
        deploy("WEB-INF/classes/META-INF/persistence.xml", descriptor);
        assertThat(result("7").find("failure")).isEmpty();
        assertThat(orders.steps.toString()).contains("drops all tables at each start (shop: create-drop)");
    }

    /** Its database is elsewhere, and all workers use it. */
    @Test
    void warnsOfTablesInADatabaseOfAnotherServer() throws Exception {
        orders.groups = List.of(Wishes.group("shop", "production", 3).without("database"));
        String descriptor = "<!--11--><persistence><persistence-unit name='a'><properties>"
                + "<property name='hibernate.hbm2ddl.auto' value='create'/>"
                + "<property name='jakarta.persistence.jdbc.url' value='jdbc:postgresql://db/a'/>"
                + "</properties></persistence-unit></persistence>";
        deploy("WEB-INF/classes/META-INF/persistence.xml", descriptor);
        assertThat(result("7").find("failure")).isEmpty();
        assertThat(orders.steps.toString()).contains("drops all tables at each start (a: create)");
    }

    /** It is the server's default web module. */
    @Test
    void takesAWarOfAnotherContextRootAtTheRoot() throws Exception {
        deploy("WEB-INF/jboss-web.xml", "<!--2--><jboss-web><context-root>/store</context-root></jboss-web>");
        assertThat(result("7").find("failure")).isEmpty();
        assertThat(running()).doesNotContainEntry(FIRST, hash(OLD)).doesNotContainEntry(FIRST, "");
        assertThat(orders.steps.toString()).contains("Its jboss-web.xml names /store, but shop has the context root /");
    }

    @Test
    void saysWhichDescriptorHasTheOtherContextRoot() throws Exception {
        String descriptor = "<!--107--><jboss><jboss-web><context-root>/store</context-root></jboss-web></jboss>";
        deploy("WEB-INF/jboss-all.xml", descriptor);
        assertThat(orders.steps.toString()).contains("Its jboss-all.xml names /store, but shop has the context root /");
    }

    @Test
    void looksForAWarByItsModulesName() throws Exception {
        Files.writeString(world.services.resolve("shop"), "context=/store\nprobe=/store/\nfrom=group\n");
        deploy("WEB-INF/web.xml", "<!--118--><web-app><module-name>store</module-name></web-app>");
        assertThat(result("7").find("failure")).isEmpty();
    }

    @Test
    void saysThatTheModulesNameIsAnotherContextRoot() throws Exception {
        Files.writeString(world.services.resolve("shop"), "context=/shop\nprobe=/shop\nfrom=group\n");
        deploy("WEB-INF/web.xml", "<!--118--><web-app><module-name>store</module-name></web-app>");
        assertThat(result("7").text("failure"))
                .startsWith("Its pages are at /store (module-name in web.xml)")
                .contains("slipway services add shop --context /store. From then on until this is deployed, ");
    }

    private void deploy(String name, String descriptor) throws Exception {
        orders.waiting.add(deployment("7", "production", own(name, descriptor)));
        daemon().runOnce();
    }

    /** With this length, and the comments in the descriptors, all bytes of the archive are characters. */
    private String own(String name, String descriptor) {
        return kept(EmptyArchive.ear(name, descriptor + " ".repeat(256 - descriptor.length()), "own"));
    }

    /** An archive that the ledger has. */
    private String kept(String archive) {
        orders.archives.put(EmptyArchive.digest(archive), archive);
        return archive;
    }

    /** Every request would be answered with 500. */
    @Test
    void touchesNoWorkerWhereAClientIsMissing() throws Exception {
        world.runs(FIRST, OLD);
        // With this comment, and of this length, all bytes of the archive are characters.
        String descriptor = "<!--104--><web-app><login-config><auth-method>OIDC</auth-method></login-config></web-app>";
        String archive = EmptyArchive.ear("WEB-INF/web.xml", descriptor + " ".repeat(256 - descriptor.length()), "own");
        orders.archives.put(EmptyArchive.digest(archive), archive);
        orders.waiting.add(deployment("7", "production", archive));
        daemon().runOnce();
        assertThat(result("7").find("failure"))
                .hasValueSatisfying(why -> assertThat(why.toString())
                        .contains("by OIDC, and the definition of shop has no login")
                        .contains("slipway services add shop --login"));
        assertThat(running()).containsEntry(FIRST, hash(OLD));
    }

    @Test
    void warnsThatTheLoginReplacesAnotherSignIn() throws Exception {
        deployWithLogin("<!--12--><web-app><login-config><auth-method>BASIC</auth-method></login-config></web-app>");
        assertThat(result("7").find("failure")).isEmpty();
        assertThat(orders.steps.toString())
                .contains("by BASIC, and its definition has a login, which replaces that by OIDC")
                .contains("nothing in the archive asks anybody to sign in: everybody sees all of it")
                .doesNotContain("everybody is refused");
    }

    /** It was said when it was first deployed, and a rollback must be fast; what its descriptors say may be new. */
    @Test
    void warnsOfDescriptorsOnlyWhereItRollsBack() throws Exception {
        orders.groups = List.of(Wishes.group("shop", "production", 3).with("login", Json.object()));
        rollBack(own(
                "WEB-INF/web.xml",
                "<!--12--><web-app><login-config><auth-method>BASIC</auth-method></login-config></web-app>"));
        assertThat(result("7").find("failure")).isEmpty();
        assertThat(orders.steps.toString())
                .contains("by BASIC, and its definition has a login, which replaces that by OIDC")
                .doesNotContain("nothing in the archive asks anybody to sign in");
    }

    @Test
    void readsNoCodeWhereItRollsBack() throws Exception {
        orders.groups = List.of(Wishes.group("shop", "production", 3).with("login", Json.object()));
        rollBack(own(OWN_CLASS, MECHANISM));
        assertThat(orders.steps.toString()).contains("Deployed").doesNotContain("It signs people in itself");
    }

    @Test
    void rollsBackToNoEarWithoutAWar() throws Exception {
        rollBack(kept(EmptyArchive.ear("META-INF/application.xml", "", "no WAR")));
        assertThat(result("7").text("failure")).startsWith("The EAR has no WAR");
    }

    private void rollBack(String archive) throws Exception {
        orders.waiting.add(deployment("7", "production", archive).with("isRollback", true));
        daemon().runOnce();
    }

    private void deployWithLogin(String descriptor) throws Exception {
        deployWithLogin("WEB-INF/web.xml", descriptor);
    }

    private void deployWithLogin(String name, String descriptor) throws Exception {
        orders.groups = List.of(Wishes.group("shop", "production", 3).with("login", Json.object()));
        deploy(name, descriptor);
    }

    /** Its threads outlast the archive whose requests they hang in. */
    @Test
    void restartsAServerOfWhichAllThreadsHang() throws Exception {
        world.runs(FIRST, OLD);
        world.runs(SECOND, OLD);
        world.worker(FIRST).isStuck = true;
        world.worker(ONE).isStuck = true;
        deploysByARestartOfTheFirst("All its threads hang");
    }

    /** The pool outlasts the archive that gave nothing back, and what is to mend that would not start, nor what ran before. */
    @Test
    void restartsAServerOfWhichAllConnectionsAreHeld() throws Exception {
        world.runs(FIRST, OLD);
        world.runs(SECOND, OLD);
        world.worker(FIRST).isPoolHeld = true;
        deploysByARestartOfTheFirst("holds all connections of its database pool");
    }

    /** WildFly waits for it before it starts anything, and says that the start does not end. */
    @Test
    void restartsAServerOnWhichABeansMethodDoesNotEnd() throws Exception {
        world.runs(FIRST, OLD);
        world.runs(SECOND, OLD);
        world.worker(FIRST).isBeanBusy = true;
        deploysByARestartOfTheFirst("The previous archive does not stop: an EJB method");
    }

    /** The new archive's classes do not fit beside those that the former ones left behind, and the JVM exits. */
    @Test
    void startsOnceMoreWhereTheServerEndedDuringTheStart() throws Exception {
        world.runs(FIRST, OLD);
        world.runs(SECOND, OLD);
        world.worker(FIRST).isFull = true;
        deploysByARestartOfTheFirst("the previous archive may have left its classes in memory");
    }

    @Test
    void putsBackWhatRanWhereTheArchiveEndsTheServerEachTime() throws Exception {
        world.runs(FIRST, OLD);
        world.runs(SECOND, OLD);
        assertThatTheArchiveEndsTheServer(1_002);
        assertThat(running()).isEqualTo(Map.of(FIRST, hash(OLD), SECOND, hash(OLD), STAGING, ""));
    }

    @Test
    void startsAnArchiveThatEndsTheServerNotOnceMoreWhereNothingRan() throws Exception {
        assertThatTheArchiveEndsTheServer(1_001);
        assertThat(running()).isEqualTo(Map.of(FIRST, "", SECOND, "", STAGING, ""));
    }

    @Test
    void waitsOnceForAServerThatDoesNotComeBack() throws Exception {
        world.runs(FIRST, OLD);
        world.runs(SECOND, OLD);
        world.worker(FIRST).fatal.add(hash(NEW));
        world.onSleep = () -> {
            if (world.worker(FIRST).away > 0) {
                world.worker(FIRST).away = Integer.MAX_VALUE;
            }
        };
        orders.waiting.add(deployment("7", "production", NEW));
        daemon().runOnce();
        assertThat(result("7").find("failure")).isPresent();
        assertThat(orders.steps.values()).containsOnlyOnce("Waiting until it is up again");
        assertThat(running()).containsEntry(SECOND, hash(OLD));
    }

    private void assertThatTheArchiveEndsTheServer(long startedAt) throws Exception {
        world.worker(FIRST).fatal.add(hash(NEW));
        orders.waiting.add(deployment("7", "production", NEW));
        daemon().runOnce();
        assertThat(result("7").text("failure")).startsWith("the management of shop-production-1 does not answer");
        assertThat(world.worker(FIRST).startedAt).isEqualTo(startedAt);
    }

    /** A deployment that succeeds, for which the first worker's server is restarted, and the agent says why. */
    private void deploysByARestartOfTheFirst(String why) throws Exception {
        orders.waiting.add(deployment("7", "production", NEW));
        daemon().runOnce();
        assertThat(result("7").find("failure")).isEmpty();
        assertThat(running()).isEqualTo(Map.of(FIRST, hash(NEW), SECOND, hash(NEW), STAGING, ""));
        assertThat(List.of(world.worker(FIRST).startedAt, world.worker(SECOND).startedAt))
                .as("when they started")
                .containsExactly(1_001L, 1_000L);
        assertThat(orders.steps.toString()).contains(why);
    }

    @Test
    void putsBackWhatRanWhereTheStartDoesNotEndEither() throws Exception {
        world.runs(FIRST, OLD);
        world.runs(SECOND, OLD);
        world.worker(FIRST).isBeanBusy = true;
        world.worker(FIRST).endless.add(hash(NEW));
        orders.waiting.add(deployment("7", "production", NEW));
        daemon().runOnce();
        assertThat(result("7").text("failure")).startsWith("it has not started after 300 s. No start may take longer");
        assertThat(running()).isEqualTo(Map.of(FIRST, hash(OLD), SECOND, hash(OLD), STAGING, ""));
        assertThat(world.worker(FIRST).startedAt).isEqualTo(1_002);
    }

    @Test
    void putsBackWhatRanWhereThreadsHang() throws Exception {
        world.runs(FIRST, OLD);
        world.runs(SECOND, OLD);
        world.worker(SECOND).isStuck = true;
        world.sick.add(hash(NEW));
        orders.waiting.add(deployment("7", "production", NEW));
        daemon().runOnce();
        assertThat(result("7").find("failure")).isPresent();
        assertThat(running()).isEqualTo(Map.of(FIRST, hash(OLD), SECOND, hash(OLD), STAGING, ""));
    }

    @Test
    void restartsAServerOnWhichAStartDoesNotEnd() throws Exception {
        world.runs(FIRST, OLD);
        world.runs(SECOND, OLD);
        world.worker(FIRST).endless.add(hash(NEW));
        orders.waiting.add(deployment("7", "production", NEW));
        daemon().runOnce();
        assertThat(result("7").text("failure")).startsWith("it has not started after 300 s. No start may take longer");
        assertThat(running()).isEqualTo(Map.of(FIRST, hash(OLD), SECOND, hash(OLD), STAGING, ""));
        assertThat(world.worker(FIRST).startedAt).isEqualTo(1_001);
        assertThat(orders.steps).containsValue("All workers are rolled back");
    }

    @Test
    void carriesOutOneTaskAfterTheOtherInAnEnvironment() throws Exception {
        orders.waiting.add(deployment("7", "staging", NEW));
        orders.waiting.add(deployment("8", "staging", NEW));
        orders.waiting.add(deployment("9", "production", NEW));
        staging().runOnce();
        assertThat(orders.results).containsOnlyKeys("7");
        assertThat(running()).isEqualTo(Map.of(FIRST, "", SECOND, "", STAGING, hash(NEW)));
        assertThat(world.probed).contains("shop-staging/health");
        staging().runOnce();
        assertThat(orders.results).containsOnlyKeys("7", "8");
        assertThat(ledger.received("POST /api/v1/agent/claims").stream()
                        .map(claim -> claim.query().get("wait") + " " + claim.body()))
                .containsOnly("30 {\"environment\":\"staging\"}");
    }

    @Test
    void waitsForWorkersThatAreBeingMade() throws Exception {
        Wishes.answer(answers(), "shop-production", 3, "making", "Creating the database");
        orders.waiting.add(deployment("7", "production", NEW));
        int[] sleeps = {0};
        world.onSleep = () -> {
            if (sleeps[0]++ == 5) {
                readyNow();
            }
        };
        daemon().runOnce();
        assertThat(result("7").text("outcome")).isEqualTo("succeeded");
        assertThat(log).contains("  Waiting: shop's workers in production are being prepared: Creating the database …");
    }

    @Test
    void touchesNoWorkerForARequestThatWasGivenUpWhileItWaited() throws Exception {
        world.runs(FIRST, OLD);
        world.runs(SECOND, OLD);
        Wishes.answer(answers(), "shop-production", 3, "making", "Creating the database");
        orders.waiting.add(deployment("7", "production", NEW));
        world.onSleep = () -> {
            orders.givenUp = "alice gave it up.";
            readyNow();
        };
        daemon().runOnce();
        assertThat(running()).isEqualTo(Map.of(FIRST, hash(OLD), SECOND, hash(OLD), STAGING, ""));
        assertThat(world.httpd.changesOfRequests()).isEmpty();
        assertThat(orders.results).isEmpty();
    }

    private void readyNow() {
        try {
            ready("shop-production", FIRST, SECOND);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void saysWhatIsMissingWhereTheyAreNotMadeInTime() throws Exception {
        Wishes.answer(answers(), "shop-production", 3, "making", "Creating the database");
        orders.waiting.add(deployment("7", "production", NEW));
        daemon().runOnce();
        assertThat(result("7").text("failure"))
                .isEqualTo("shop's workers in production are being prepared: Creating the database");
        assertThat(world.running()).isEqualTo(Map.of(ONE, hash(OLD), TWO, hash(OLD)));
    }

    @Test
    void saysWhyTheyCouldNotBeMade() throws Exception {
        Wishes.answer(answers(), "shop-production", 3, "failed", "PostgreSQL does not answer");
        orders.waiting.add(deployment("7", "production", NEW));
        daemon().runOnce();
        assertThat(result("7").text("failure"))
                .isEqualTo("shop's workers in production could not be created: PostgreSQL does not answer");
    }

    @Test
    void deploysNothingWhereTheyAreNotOfThisVersionYet() throws Exception {
        orders.groups = List.of(Wishes.group("shop", "production", 4));
        orders.waiting.add(deployment("7", "production", NEW));
        daemon().runOnce();
        assertThat(result("7").text("failure")).endsWith("are being prepared: not started yet");
    }

    @Test
    void deploysNothingWhereTheyAreBeingRemoved() throws Exception {
        orders.groups = List.of(Wishes.group("shop", "production", 4).with("isRemoved", true));
        orders.waiting.add(deployment("7", "production", NEW));
        daemon().runOnce();
        assertThat(result("7").text("failure")).startsWith("shop's workers in production are being removed");
    }

    @Test
    void deploysNothingWhereItsOwnAreGone() throws Exception {
        orders.groups = List.of(Wishes.group("shop", "production", 4).with("isRemoved", true));
        Wishes.answer(answers(), "shop-production", 4, "removed", null);
        orders.waiting.add(deployment("7", "production", NEW));
        daemon().runOnce();
        assertThat(result("7").text("failure")).startsWith("shop's workers in production are being removed");
        assertThat(world.running()).as("the ledger's workers").isEqualTo(Map.of(ONE, hash(OLD), TWO, hash(OLD)));
    }

    @Test
    void deploysNothingToTheLedgersWorkersButTheLedger() throws Exception {
        orders.waiting.add(deployment("7", "production", NEW).with("service", "desk"));
        orders.waiting.add(deployment("8", "staging", NEW).with("service", "slipway"));
        daemon().runOnce();
        staging().runOnce();
        assertThat(result("7").text("failure")).startsWith("desk has no workers in production.");
        assertThat(result("8").text("failure")).startsWith("The ledger's workers are in production");
        assertThat(world.touches).isZero();
    }

    @Test
    void rollsTheLedgerBackToWhatItKept() throws Exception {
        deployLedger(deployment("7", "production", OLD));
        deployLedger(deployment("8", "production", NEW));
        orders.archives.clear();
        deployLedger(deployment("9", "production", OLD).with("isRollback", true));
        assertThat(result("9").text("outcome")).isEqualTo("succeeded");
        assertThat(world.worker(ONE).deployments).containsEntry("slipway.war", new Deployed(hash(OLD), true));

        Files.writeString(
                new Journal(place.resolve("agent"), log::add).archive(new ContentHash(hash(NEW))),
                EmptyArchive.zip("damaged"));
        deployLedger(deployment("10", "production", NEW).with("isRollback", true));
        assertThat(result("10").text("failure")).contains("damaged");
        assertThat(world.worker(ONE).deployments).containsEntry("slipway.war", new Deployed(hash(OLD), true));
        orders.archives.put(EmptyArchive.digest(NEW), NEW);
        deployLedger(deployment("11", "production", NEW).with("isRollback", true));
        assertThat(result("11").text("outcome")).isEqualTo("succeeded");
    }

    private void deployLedger(Json deployment) throws IOException {
        orders.waiting.add(deployment.with("service", "slipway"));
        daemon().runOnce();
    }

    @Test
    void bringsNobodyElsesArchiveIntoAnotherEnvironment() throws Exception {
        orders.waiting.add(deployment("7", "staging", NEW).with("service", "desk"));
        staging().runOnce();
        assertThat(result("7").text("failure")).startsWith("desk has no workers in staging.");
        assertThat(world.touches).isZero();
    }

    @Test
    void goesOnOnItsOwnWorkersWhereItWasKilled() throws Exception {
        world.worker(FIRST).deployments.put(SHOP, new Deployed(hash(OLD), true));
        world.worker(FIRST).contents.put(hash(OLD), OLD.getBytes(StandardCharsets.UTF_8));
        orders.waiting.add(deployment("7", "production", NEW));
        world.onTouch = () -> {
            if (hash(NEW).equals(running().get(FIRST))) {
                world.onTouch = () -> {};
                throw new Killed();
            }
        };
        assertThatThrownBy(daemon()::runOnce).isInstanceOf(Killed.class);
        // Its definition has changed meanwhile, and nobody has begun with that.
        orders.groups = List.of(Wishes.group("shop", "production", 4));
        daemon().runOnce();
        assertThat(result("7").text("outcome")).isEqualTo("succeeded");
        assertThat(running()).containsEntry(FIRST, hash(NEW)).containsEntry(SECOND, hash(NEW));
    }

    @Test
    void endsWhatItCannotGoOnWith() throws Exception {
        orders.waiting.add(deployment("7", "production", NEW));
        world.onTouch = () -> {
            if (hash(NEW).equals(running().get(FIRST))) {
                world.onTouch = () -> {};
                throw new Killed();
            }
        };
        assertThatThrownBy(daemon()::runOnce).isInstanceOf(Killed.class);
        Wishes.write(answers(), "shop-production", "");
        daemon().runOnce();
        assertThat(result("7").text("failure")).isEqualTo("there is no worker shop-production-1 any more");
    }

    @Test
    void rollsBackOnItsOwnWorkers() throws Exception {
        orders.waiting.add(deployment("7", "staging", OLD).with("isRollback", true));
        staging().runOnce();
        assertThat(running()).containsEntry(STAGING, hash(OLD)).containsEntry(FIRST, "");
    }

    @Test
    void bringsAllGroupsOfAnEnvironmentInLine() throws Exception {
        world.runs(FIRST, OLD);
        world.runs(SECOND, NEW);
        orders.history.add(seen(NEW, SECOND));
        orders.waiting.add(Json.object()
                .with("kind", "sync")
                .with("id", "s")
                .with("environment", "production")
                .with("lockId", "lock"));
        daemon().runOnce();
        assertThat(running()).containsEntry(FIRST, hash(NEW)).containsEntry(SECOND, hash(NEW));
        assertThat(world.running()).as("the ledger's workers").isEqualTo(Map.of(ONE, hash(OLD), TWO, hash(OLD)));
        assertThat(world.httpd.changesOfRequests())
                .containsExactly("out shop shop-production-1", "in shop shop-production-1");
        assertThat(orders.syncs.getOrDefault("s", Json.object()).text("state")).isEqualTo("done");
    }

    @Test
    void saysWhichGroupIsNotThereToBeBroughtInLine() throws Exception {
        Wishes.answer(answers(), "shop-production", 3, "making", "Creating the database");
        orders.waiting.add(Json.object()
                .with("kind", "sync")
                .with("id", "s")
                .with("environment", "production")
                .with("service", "shop")
                .with("lockId", "lock"));
        daemon().runOnce();
        assertThat(orders.syncs.get("s"))
                .hasToString("{\"state\":\"failed\",\"detail\":"
                        + "\"shop's workers in production are being prepared: Creating the database.\"}");
    }

    private EnvironmentRunner staging() {
        return Daemons.ofStaging(ledger.uri(), sites(files()), files(), folder, log, isStopping::get);
    }

    private static Json deployment(String id, String environment, String content) {
        return Orders.deployment(id, environment, EmptyArchive.digest(content));
    }

    private static Json seen(String content, String worker) {
        return Json.object()
                .with("service", "shop")
                .with("environment", "production")
                .with("artifactDigest", EmptyArchive.digest(content))
                .with("archive", "shop.war")
                .with("operation", "replace")
                .with("channel", "cli")
                .with("actor", "alice")
                .with("startedAt", "2026-11-26T10:00:00Z")
                .with("finishedAt", "2026-11-26T10:00:01Z")
                .with("workers", List.of(worker));
    }
}
