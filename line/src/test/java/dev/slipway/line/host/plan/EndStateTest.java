package dev.slipway.line.host.plan;

import static dev.slipway.line.host.Groups.shop;
import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.group.Group;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class EndStateTest {
    private static final Path DUMP = Path.of("dump-20260101T000000Z.dump");
    private static final Group REMOVED = shop("\"isRemoved\":false", "\"isRemoved\":true");
    private static final Group DROPPED = shop(
            "\"isRemoved\":false", "\"isRemoved\":true",
            "\"isDataDropped\":false", "\"isDataDropped\":true");
    private static final GroupState MADE = GroupState.NOTHING.begun(new GroupStep.MakeDatabase("shop_production"));

    @Test
    void isReadyUnlessItWasRemoved() {
        assertThat(EndState.progress(shop())).isEqualTo(GroupState.Progress.READY);
        assertThat(EndState.progress(REMOVED)).isEqualTo(GroupState.Progress.REMOVED);
        assertThat(EndState.progress(DROPPED)).isEqualTo(GroupState.Progress.DROPPED);
    }

    @Test
    void saysNothingOfAGroupThatRemains() {
        assertThat(EndState.detail(shop(), MADE, DUMP, null)).isNull();
    }

    @Test
    void saysThatTheDatabaseOfARemovedGroupIsKept() {
        assertThat(EndState.detail(REMOVED, MADE, DUMP, null)).isEqualTo("the database shop_production is kept");
        assertThat(EndState.detail(REMOVED, GroupState.NOTHING, null, null)).isNull();
    }

    @Test
    void saysWhereTheDumpOfADroppedDatabaseIs() {
        assertThat(EndState.detail(DROPPED, GroupState.NOTHING, DUMP, null))
                .isEqualTo("what its database held is in " + DUMP);
        assertThat(EndState.detail(DROPPED, GroupState.NOTHING, null, null)).isNull();
    }

    @Test
    void saysWhyTheRoleOfADroppedDatabaseIsLeft() {
        assertThat(EndState.detail(DROPPED, GroupState.NOTHING, DUMP, "the role is left"))
                .isEqualTo("what its database held is in " + DUMP + "; the role is left");
    }
}
