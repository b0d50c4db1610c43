package dev.slipway.line.doctor.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.doctor.check.Finding;
import dev.slipway.line.doctor.check.Finding.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceTest {
    @Test
    void namesTheWorkersThatAreNotUp() {
        assertThat(new WorkersUp(3, List.of()).findings()).containsExactly(Finding.good("All 3 are up"));
        assertThat(new WorkersUp(3, List.of("shop-production-2")).findings())
                .containsExactly(Finding.wrong("shop-production-2 does not answer: ./slipway logs shop-production-2"));
    }

    @Test
    void namesWhoHoldsAPort() {
        assertThat(new PortHolders(List.of()).findings())
                .containsExactly(Finding.good("No other process uses their ports"));
        assertThat(new PortHolders(List.of(
                                new PortHolders.Holder("shop-production-1", 28600, "slipway-other", "nc (process 7)")))
                        .findings())
                .containsExactly(Finding.wrong(
                        "Port 28600 of shop-production-1 is held by the user slipway-other, by nc (process 7): no"
                                + " request goes there. End that program; until it has ended, the worker does not"
                                + " start"));
    }

    @Test
    void readsTheProgramOfAListener() {
        assertThat(PortHolders.program("""
                        LISTEN 0      128        127.0.0.1:28600      0.0.0.0:*    users:(("nc",pid=7,fd=4))
                        LISTEN 0      128            [::1]:28600         [::]:*    users:(("java",pid=8,fd=5))
                        """)).isEqualTo("nc (process 7)");
        assertThat(PortHolders.program("LISTEN 0 128 127.0.0.1:28600 0.0.0.0:*\n"))
                .isEmpty();
    }

    @Test
    void addsUpWhatWorkersMayTake() {
        assertThat(WorkerMemory.of("PORT=28600\nMEMORY=512m\nMETASPACE=128m\n")).isEqualTo(740);
        assertThat(WorkerMemory.of("")).isEqualTo(612);
        assertThat(new WorkerMemory(6000, 8048).findings())
                .containsExactly(Finding.good("Memory: they may take 6000 MB, and this machine has 8048"));
        assertThat(new WorkerMemory(6000, 8047).findings())
                .extracting(Finding::kind)
                .containsExactly(Kind.WARNING);
    }

    @Test
    void leavesConnectionsToTheLine() {
        assertThat(new DatabaseConnections(300, 20, 150, false).findings())
                .containsExactly(Finding.good("Database: 20 of 300 connections are open; the services may open 150"));
        assertThat(new DatabaseConnections(300, 20, 151, false).findings())
                .containsExactly(Finding.warning(
                        "Database: the services may open 151 connections, and of 300 the line itself needs 150: when"
                                + " they do, some are refused, also of sign-ins. Allow more:"
                                + " SLIPWAY_POSTGRES_CONNECTIONS=301 ./slipway up"));
        assertThat(new DatabaseConnections(250, 20, 151, true).findings())
                .extracting(Finding::text)
                .singleElement()
                .asString()
                .endsWith("Give PostgreSQL max_connections=301, and as many processes, in a Compose file of your own");
    }
}
