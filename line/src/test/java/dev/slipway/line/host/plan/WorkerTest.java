package dev.slipway.line.host.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.group.Group;
import dev.slipway.line.host.Groups;
import dev.slipway.line.host.machine.VirtualHosts;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerTest {
    private static final Group SHOP = Groups.shop();

    private static List<Worker> of(Group group) {
        Slots slots = Slots.NONE.with(
                new Names(group.group()).workers(group.definition().workers()), slot -> true);
        return Worker.of(group, worker -> Ports.above(26_000, slots.of(worker)));
    }

    @Test
    void isWhatItsProgramReads() {
        assertThat(of(SHOP).get(1).text(SHOP, of(SHOP))).isEqualTo("""
                USER=slipway-shop-production
                PORT=26010
                MEMORY=768m
                METASPACE=256m
                NODE_ID=s1
                PROBE=/
                CLUSTER_HOSTS=127.0.0.1[26002],127.0.0.1[26012]
                """);
    }

    @Test
    void tellsItsProgramWhatItsFilesAre() {
        Worker first = of(SHOP).get(0);
        SharedFiles shared = new SharedFiles("SLIPWAY_A=b\n", "PIN=MTIzNA==\n", "secret");
        String text = first.text(SHOP, of(SHOP), "c0ffee", shared);
        assertThat(text)
                .startsWith(first.text(SHOP, of(SHOP)) + "START=c0ffee\nENVIRONMENT=")
                .endsWith("\nWRITTEN=" + Digests.keyed("", text.substring(0, text.indexOf("WRITTEN="))) + "\n")
                .contains("\nCONFIGURATION=" + Digests.keyed("secret\n", "PIN=MTIzNA==\n") + "\n")
                .as("by the digest alone, nobody finds out which of 10,000 it is")
                .doesNotContain(Digests.keyed("", "PIN=MTIzNA==\n"));
        assertThat(shared).hasToString("Shared[…]");
    }

    @Test
    void differsByWhatItRunsWith() {
        GroupState.Worker first = of(SHOP).get(0).desired(SHOP, "c", "e", "");
        assertThat(of(SHOP).get(0).desired(SHOP, "c", "e", "")).isEqualTo(first);
        assertThat(of(SHOP).get(0).desired(SHOP, "d", "e", "").start()).isNotEqualTo(first.start());
        assertThat(of(SHOP).get(0).desired(SHOP, "c", "f", "").start()).isNotEqualTo(first.start());
        Group more = Groups.shop("768m", "769m");
        assertThat(of(more).get(0).desired(more, "c", "e", ""))
                .isEqualTo(new GroupState.Worker(
                        "c", of(more).get(0).desired(more, "c", "e", "").start()))
                .isNotEqualTo(first);
    }

    @Test
    void differsByItsConfiguration() {
        Worker first = of(SHOP).get(0);
        assertThat(first.desired(SHOP, "c", "e", "A=YQ==\n").start())
                .isNotEqualTo(first.desired(SHOP, "c", "e", "").start())
                .isNotEqualTo(first.desired(SHOP, "c", "e", "A=Yg==\n").start())
                .isEqualTo(first.desired(SHOP, "c", "e", "A=YQ==\n").start());
    }

    @Test
    void staysTheSameWhenAnotherJoinsIt() {
        Group more = Groups.shop("\"workers\":2", "\"workers\":3");
        assertThat(of(more).get(0).desired(more, "c", "e", ""))
                .isEqualTo(of(SHOP).get(0).desired(SHOP, "c", "e", ""));
    }

    @Test
    void isAMemberOfItsGroupsHost() {
        Slots slots = Slots.NONE.with(List.of("shop-production-1"), slot -> true);
        assertThat(VirtualHosts.text(
                        SHOP, List.of("shop-production-1"), worker -> Ports.above(26_000, slots.of(worker))))
                .isEqualTo("""
                        context=/
                        probe=/
                        from=group
                        group=shop-production
                        member=shop-production-1 127.0.0.1:26000
                        console=shop-production-1 127.0.0.1:26001
                        """);
    }
}
