package dev.slipway.line.host.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.line.host.HostException;
import dev.slipway.line.host.plan.GroupState;
import dev.slipway.line.host.plan.GroupState.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamesakesTest {
    /** Which has the user slipway-shop-productio-350b8f3e. */
    private static final String LONG = "shop-production--rehearsal";

    /** Which has the same, by all of its name. */
    private static final String SHORT = "shop-productio-350b8f3e";

    @TempDir
    Path groups;

    private Namesakes make(String group, GroupState state) throws IOException {
        GroupFolder folder = new GroupFolder(groups.resolve(group), GroupFolder.Readers.OWNER);
        folder.write(state);
        Files.writeString(groups.resolve("slots.json"), "{}");
        return new Namesakes(folder);
    }

    @Test
    void refuseTheSecondOfOneUser() throws IOException {
        Namesakes first = make(LONG, GroupState.NOTHING.making("ask"));
        make("shop-production", GroupState.NOTHING.making("ask"));
        assertThatCode(first::requireNone).doesNotThrowAnyException();
        Namesakes second = make(SHORT, GroupState.NOTHING.making("ask"));
        assertThatThrownBy(second::requireNone)
                .isInstanceOf(HostException.class)
                .hasMessage("its system user would be slipway-shop-productio-350b8f3e, as that of " + LONG
                        + ": define the service by another name");
    }

    @Test
    void areThoseThatHaveDataOfTheUser() throws IOException {
        Namesakes second = make(SHORT, GroupState.NOTHING.making("ask"));
        for (Progress progress : Progress.values()) {
            make(LONG, GroupState.NOTHING.making("ask").completed(progress));
            if (progress == Progress.DROPPED) {
                assertThat(second.groups()).isEmpty();
            } else {
                assertThat(second.groups()).as("%s", progress).containsExactly(LONG);
            }
        }
        make(LONG, GroupState.NOTHING);
        assertThat(second.groups()).isEmpty();
    }
}
