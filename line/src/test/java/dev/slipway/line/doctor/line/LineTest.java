package dev.slipway.line.doctor.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.doctor.check.Finding;
import dev.slipway.line.doctor.check.Finding.Kind;
import dev.slipway.line.ledger.DeploymentTarget;
import dev.slipway.line.roll.plan.Member;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineTest {
    private static final Path FOLDER = Path.of("/line/tls");

    @Test
    void namesTheProgramsThatDoNotAnswer() {
        Map<String, Boolean> ready = new LinkedHashMap<>();
        ready.put("postgresql", true);
        ready.put("wildfly-1", false);
        assertThat(new ProgramsReady(ready).findings())
                .containsExactly(
                        Finding.good("postgresql answers"),
                        Finding.wrong("wildfly-1 does not answer: ./slipway logs wildfly-1"));
    }

    @Test
    void readsTheLimitOfOpenFiles() {
        String limits = """
                Limit                     Soft Limit           Hard Limit           Units
                Max processes             7823                 7823                 processes
                Max open files            1024                 524288               files
                """;
        assertThat(FileLimit.in(limits)).isEqualTo(new FileLimit(OptionalLong.of(1024)));
        assertThat(FileLimit.in(limits.replace("1024", "unlimited"))).isEqualTo(new FileLimit(OptionalLong.empty()));
        assertThat(new FileLimit(OptionalLong.of(1024)).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).startsWith("httpd may have only 1024 files"));
        assertThat(new FileLimit(OptionalLong.of(4096)).findings()).isEmpty();
        assertThat(new FileLimit(OptionalLong.empty()).findings()).isEmpty();
    }

    @Test
    void looksForADiskThatIsAlmostFullAndForLargeFolders() {
        Path folder = Path.of("/line/workers/shop-production-1");
        assertThat(new StateDisk(50L << 30, 100L << 30, List.of(new StateDisk.Folder(folder, 5120)), true).findings())
                .containsExactly(Finding.good("The line's disk: 50.0 of 100.0 GiB are free"));
        assertThat(new StateDisk(1L << 30, 100L << 30, List.of(new StateDisk.Folder(folder, 6144)), true).findings())
                .containsExactly(
                        Finding.wrong("The line's disk: 1.0 of 100.0 GiB are free. Full, PostgreSQL stops, and with it"
                                + " the line: make room"),
                        Finding.warning("shop-production-1 has 6 GB of files: /line/workers/shop-production-1"));
    }

    /** The threshold at which the ledger opens its alert. */
    @ParameterizedTest
    @CsvSource({
        "10240, 100, GOOD",
        "10239, 100, WRONG",
        "20480, 1000, GOOD",
        "20479, 1000, WRONG",
        "2048, 10, GOOD",
        "2047, 10, WRONG",
    })
    void hasTheThresholdOfTheLedgersAlert(long freeMib, long sizeGib, Kind kind) {
        assertThat(new StateDisk(freeMib << 20, sizeGib << 30, List.of(), true).findings())
                .extracting(Finding::kind)
                .containsExactly(kind);
    }

    @Test
    void warnsOfACertificateThatEndsAndOfACaThatIsNotConfined() {
        assertThat(new LocalCa(new LocalCa.Ending("Nov 30 04:42:26 2027 GMT", false), true, FOLDER).findings())
                .containsExactly(Finding.good("The certificate is good until Nov 30 04:42:26 2027 GMT"));
        assertThat(new LocalCa(new LocalCa.Ending("Nov 30 04:42:26 2027 GMT", true), true, FOLDER).findings())
                .containsExactly(Finding.wrong(
                        "The certificate ends on Nov 30 04:42:26 2027 GMT: ./slipway up makes a new one"));
        assertThat(new LocalCa(null, true, FOLDER).findings()).isEmpty();
        assertThat(new LocalCa(null, false, FOLDER).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).contains("remove /line/tls, call ./slipway up"));
    }

    @Test
    void quotesTheCertificatesThatNeedALook() {
        assertThat(new ServedCertificates(true, false, List.of()).findings())
                .containsExactly(Finding.good("Every name is served with its newest certificate"));
        assertThat(new ServedCertificates(true, true, List.of()).findings())
                .endsWith(Finding.warning("A first certificate is on its way: ./slipway certs"));
        assertThat(new ServedCertificates(false, true, List.of("stale     shop.example.org")).findings())
                .containsExactly(
                        Finding.wrong("A certificate needs a look: ./slipway certs"),
                        Finding.detail("stale     shop.example.org"));
    }

    @Test
    void warnsOfAnOwnPairThatIsNotTrusted() {
        assertThat(new OwnPairs(List.of()).findings()).isEmpty();
        assertThat(new OwnPairs(List.of("admin.example.org")).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.text())
                        .startsWith("The own pair of admin.example.org does not chain to a CA"));
    }

    @Test
    void looksAtEachWorkerInTheBalancers() {
        assertThat(new BalancerMembers(
                                List.of(
                                        new Member("slipway", "worker-1", false, false, 0),
                                        new Member("slipway", "worker-2", false, true, 3),
                                        new Member("slipway", "worker-3", true, true, 0),
                                        new Member("shop", "shop-production-1", true, true, 0),
                                        new Member("shop-staging", "shop-staging-1", true, true, 0),
                                        new Member("cart", "cart-production-1", true, true, 0),
                                        new Member("desk", "desk-production-1", false, false, 0),
                                        new Member("pay", "pay-production-1", false, false, 0)),
                                new BalancerMembers.Known(
                                        Map.of(
                                                "shop-production-1",
                                                new DeploymentTarget("shop", "production"),
                                                "shop-staging-1",
                                                new DeploymentTarget("shop", "staging")),
                                        Set.of("desk-production-1")))
                        .findings())
                .containsExactly(
                        Finding.wrong("httpd's health check of slipway fails on worker-1: ./slipway logs wildfly-1"),
                        Finding.good("worker-2 gets requests for slipway"),
                        Finding.warning("worker-3 is disabled for slipway, as during a deployment; otherwise the"
                                + " next ./slipway deploy enables it again"),
                        Finding.warning("shop-production-1 is disabled for shop, as during a deployment; otherwise"
                                + " ./slipway restart shop --environment production enables it again"),
                        Finding.warning("shop-staging-1 is disabled for shop-staging, as during a deployment; otherwise"
                                + " ./slipway restart shop --environment staging enables it again"),
                        Finding.warning("cart-production-1 is disabled for cart, as during a deployment; otherwise"
                                + " ./slipway restart SERVICE --environment ENVIRONMENT enables it again"),
                        Finding.good("desk-production-1 has no archive, and so gets no requests for desk"),
                        Finding.wrong("httpd's health check of pay fails on pay-production-1: ./slipway logs"
                                + " pay-production-1"));
    }

    @Test
    void warnsWhereNoBackupWasTakenOrProvenForADay() {
        Instant now = Instant.parse("2026-11-27T12:00:00Z");
        Instant recent = Instant.parse("2026-11-26T10:00:00Z");
        Instant old = Instant.parse("2026-11-26T09:59:59Z");
        assertThat(new Backups(recent, recent, null, now).findings())
                .containsExactly(
                        Finding.good(
                                "Backup: the newest is of 2026-11-26T10:00:00Z, and one was last proven on 2026-11-26T10:00:00Z"));
        assertThat(new Backups(recent, old, null, now).findings())
                .containsExactly(
                        Finding.warning("A backup was last proven on 2026-11-26T09:59:59Z: ./slipway backup prove"));
        assertThat(new Backups(old, recent, null, now).findings())
                .containsExactly(
                        Finding.warning("The newest backup is of 2026-11-26T09:59:59Z: ./slipway backup takes one"));
        assertThat(new Backups(old, null, null, now).findings())
                .containsExactly(
                        Finding.warning("The newest backup is of 2026-11-26T09:59:59Z: ./slipway backup takes one"),
                        Finding.warning("No backup was ever proven by a restore: ./slipway backup prove"));
    }

    @Test
    void warnsWhereNoBackupWasEverTaken() {
        assertThat(new Backups(null, null, null, Instant.parse("2026-11-27T12:00:00Z")).findings())
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(Kind.WARNING);
                    assertThat(finding.text()).contains("SLIPWAY_BACKUP_TO=/mnt/backup ./slipway up");
                });
    }

    @Test
    void saysWhyTheNewestBackupFailed() {
        Instant now = Instant.parse("2026-11-27T12:00:00Z");
        Finding failed = Finding.warning("The newest backup failed, or could not be proven by a restore. The disk is"
                + " full. Make room. Once that is solved: ./slipway backup");
        String error = "The disk is full.\nMake room.";
        assertThat(new Backups(now, now, error, now).findings()).containsExactly(failed);
        assertThat(new Backups(null, null, error, now).findings())
                .containsExactly(
                        failed, Finding.warning("No backup was ever proven by a restore: ./slipway backup prove"));
    }

    @Test
    void saysHowToTrustTheLocalCa() {
        Path certificate = Path.of("/line/tls/ca/rootCA.pem");
        assertThat(new CaTrust("example.org", certificate, CaTrust.Trust.TRUSTED).findings())
                .startsWith(
                        Finding.good("curl and other programs trust the local CA. A browser has a list of its own:"))
                .contains(Finding.detail("For Firefox: Settings, Certificates, Authorities, Import"))
                .hasSize(4);
        assertThat(new CaTrust("example.org", certificate, CaTrust.Trust.BY_ACME).findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.GOOD);
        assertThat(new CaTrust("example.org", certificate, CaTrust.Trust.UNTRUSTED).findings())
                .startsWith(Finding.warning("This machine does not trust the local CA yet. To trust it:"))
                .contains(Finding.detail(
                        "For Chromium (package libnss3-tools): certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n \"Slipway"
                                + " example.org\" -i /line/tls/ca/rootCA.pem"));
    }

    @Test
    void comparesTheStatusOfPages() {
        URI page = URI.create("https://static.example.org/");
        assertThat(new Pages(List.of(
                                new Pages.Page(page, 401, 401),
                                new Pages.Page(page, 401, 200),
                                new Pages.Page(page, 401, 0)))
                        .findings())
                .containsExactly(
                        Finding.good("https://static.example.org/"),
                        Finding.wrong("https://static.example.org/ answers 200 instead of 401: ./slipway logs"),
                        Finding.wrong("https://static.example.org/ answers 000 instead of 401: ./slipway logs"));
    }
}
