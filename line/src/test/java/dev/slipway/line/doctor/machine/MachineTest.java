package dev.slipway.line.doctor.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.line.doctor.check.DoctorContext;
import dev.slipway.line.doctor.check.Finding;
import dev.slipway.line.doctor.machine.DiskSpace.Disk;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
    private static final ZonedDateTime NOW = ZonedDateTime.of(2026, 3, 1, 9, 5, 0, 0, ZoneOffset.UTC);

    @Test
    void namesTheProgramsThatAreMissing() {
        assertThat(new RequiredPrograms(List.of("apache2", "jq"), false).findings())
                .containsExactly(
                        Finding.warning("Not there yet: apache2 jq; ./slipway up installs them"),
                        Finding.good("Docker is not there, and the native line does not need it"));
        assertThat(new RequiredPrograms(List.of(), true).findings())
                .containsExactly(
                        Finding.good("All programs are there"),
                        Finding.good("Docker is there (the native line does not use it)"));
    }

    @Test
    void wantsThreeGigabytesForABuildAndANewDatabaseOnOneDisk() {
        Path root = Path.of("/srv/slipway");
        DiskSpace space = new DiskSpace(List.of(
                Disk.ofCheckout(root, 4095, DiskSpace.NEEDED_BY_DATABASE),
                Disk.ofCheckout(root, 3072, DiskSpace.NEEDED_BY_DATABASE)));
        assertThat(space.findings())
                .containsExactly(
                        Finding.good("Disk of /srv/slipway: 3 GB free, enough for a build"),
                        Finding.wrong("Disk of /srv/slipway: only 3072 MB free; the line needs 3 GB: make room"));
    }

    @Test
    void wantsLessWhereTheDatabaseIsThereOrElsewhere() {
        Path state = Path.of("/data/line");
        DiskSpace good = new DiskSpace(List.of(
                Disk.ofCheckout(Path.of("/srv/slipway"), 3071, 0),
                Disk.ofState(state, 900, 0),
                Disk.ofState(state, 2047, DiskSpace.NEEDED_BY_DATABASE)));
        assertThat(good.findings())
                .containsExactly(
                        Finding.good("Disk of /srv/slipway: 2 GB free, enough for a build"),
                        Finding.good("Disk of /data/line: 900 MB free, enough to start"),
                        Finding.good("Disk of /data/line: 1 GB free, enough to start"));
        DiskSpace full = new DiskSpace(List.of(
                Disk.ofCheckout(Path.of("/srv/slipway"), 2048, 0),
                Disk.ofState(state, 256, 0),
                Disk.ofState(state, 1024, DiskSpace.NEEDED_BY_DATABASE)));
        assertThat(full.findings())
                .containsExactly(
                        Finding.wrong("Disk of /srv/slipway: only 2048 MB free; the line needs 2 GB: make room"),
                        Finding.wrong("Disk of /data/line: only 256 MB free; the line needs 256 MB: make room"),
                        Finding.wrong("Disk of /data/line: only 1024 MB free; the line needs 1 GB: make room"));
    }

    /** The next version needs a build. */
    @Test
    void warnsOfTooLittleForABuildWhereItIsBuilt() {
        Path root = Path.of("/srv/slipway");
        DiskSpace space = new DiskSpace(List.of(
                Disk.ofBuiltCheckout(root, 2049, 0),
                Disk.ofBuiltCheckout(root, 2048, 0),
                Disk.ofBuiltCheckout(root, 256, 0)));
        assertThat(space.findings())
                .containsExactly(
                        Finding.good("Disk of /srv/slipway: 2 GB free, enough for a build"),
                        Finding.warning("Disk of /srv/slipway: only 2048 MB free; enough to start; a build needs 2 GB"),
                        Finding.wrong("Disk of /srv/slipway: only 256 MB free; the line needs 256 MB: make room"));
    }

    @Test
    void needsNoRoomForWhatIsThere(@TempDir Path root) throws IOException {
        DoctorContext context =
                DoctorContext.of(Map.of("SLIPWAY_ROOT", root.toString(), "SLIPWAY_STATE", root + "/state"));
        assertThat(DiskSpace.of(context).disks())
                .extracting(Disk::neededMegabytes)
                .containsExactly(3072L);
        Files.createFile(Files.createDirectories(root.resolve("ear/target")).resolve("slipway.ear"));
        assertThat(DiskSpace.of(context).disks())
                .extracting(Disk::neededMegabytes, Disk::advisedMegabytes)
                .containsExactly(tuple(1024L, 3072L));
        Files.createFile(
                Files.createDirectories(root.resolve("state/postgresql/data")).resolve("PG_VERSION"));
        assertThat(DiskSpace.of(context).disks())
                .extracting(Disk::neededMegabytes, Disk::advisedMegabytes)
                .containsExactly(tuple(256L, 2048L));
    }

    @Test
    void warnsOfLittleMemoryUnlessTheLineIsUp() {
        assertThat(new FreeMemory(1500, false).findings())
                .containsExactly(Finding.warning("Memory: only 1500 of 2048 MB available; the line uses about 1.3 GB"));
        assertThat(new FreeMemory(1500, true).findings()).containsExactly(Finding.good("Memory: 1500 MB available"));
        assertThat(new FreeMemory(9000, false).findings()).containsExactly(Finding.good("Memory: 9000 MB available"));
    }

    @Test
    void readsTheClock() {
        assertThat(new Clock("yes", NOW).findings())
                .containsExactly(Finding.good("Clock: a time server keeps it right"));
        assertThat(new Clock("no", NOW).findings())
                .containsExactly(Finding.warning(
                        "Clock: it says Sun Mar  1 09:05:00 Z 2026, and no time server keeps it right: tokens,"
                                + " one-time codes and certificates are refused where it is minutes off. timedatectl"
                                + " set-ntp true"));
        assertThat(new Clock("", NOW).findings())
                .containsExactly(Finding.good(
                        "Clock: it says Sun Mar  1 09:05:00 Z 2026; whether a time server keeps it right is not known"
                                + " here"));
    }

    @Test
    void printsTheLineForTheHostsFile() {
        assertThat(new NameResolution("localtest.me", "127.0.0.1", List.of()).findings())
                .containsExactly(Finding.good("Names under localtest.me resolve"));
        assertThat(new NameResolution("example.org", "10.0.0.5", List.of("go.example.org", "auth.example.org"))
                        .findings())
                .startsWith(
                        Finding.warning("Your resolver cannot resolve: go.example.org auth.example.org"),
                        Finding.detail("Add this line to /etc/hosts: 10.0.0.5 go.example.org auth.example.org"))
                .hasSize(3);
    }

    @Test
    void findsThePortsThatAreTaken() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            List<String> lines = List.of("SLIPWAY_HTTP_PORT " + port + " 127.0.0.1");
            assertThat(TakenPorts.among(lines).findings())
                    .containsExactly(Finding.wrong("Port " + port
                            + " is taken: stop what holds it, or choose another: SLIPWAY_HTTP_PORT=" + (port + 1000)
                            + " ./slipway up"));
            taken.close();
            assertThat(TakenPorts.among(lines).findings()).isEmpty();
        }
    }
}
