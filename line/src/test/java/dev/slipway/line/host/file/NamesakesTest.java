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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NamesakesTest {
    /** Which has the user slipway-shop-productio-350b8f3e. */
    private static final String LONG = "shop-production--rehearsal";

    /** Which has the same, by all of its name. */
    private static final String SHORT = "shop-productio-350b8f3e";

    @TempDir
    Path groups;

    private GroupFolder request(String group) throws IOException {
        GroupFolder folder = new GroupFolder(groups.resolve(group), GroupFolder.Readers.OWNER);
        folder.write(GroupState.NOTHING.making("ask"));
        Files.writeString(groups.resolve("slots.json"), "{}");
        return folder;
    }

    private static void make(GroupFolder folder) throws IOException {
        folder.share("", "", "slipway-shop-productio-350b8f3e");
    }

    @Test
    void refuseTheSecondOfOneUser() throws IOException {
        GroupFolder first = request(LONG);
        make(request("shop-production"));
        assertThatCode(new Namesakes(first)::requireNone).doesNotThrowAnyException();
        make(first);
        assertThatThrownBy(new Namesakes(request(SHORT))::requireNone)
                .isInstanceOf(HostException.class)
                .hasMessage("its system user would be slipway-shop-productio-350b8f3e, which " + LONG
                        + " has already: give the service another name");
    }

    /** Otherwise neither of two would ever be made. */
    @Test
    void areNotThoseThatAreOnlyRequested() throws IOException {
        GroupFolder first = request(LONG);
        GroupFolder second = request(SHORT);
        assertThat(new Namesakes(first).groups()).isEmpty();
        assertThat(new Namesakes(second).groups()).isEmpty();
    }

    @Test
    void areThoseThatHaveDataOfTheUser() throws IOException {
        GroupFolder first = request(LONG);
        Namesakes second = new Namesakes(request(SHORT));
        make(first);
        for (Progress progress : List.of(Progress.READY, Progress.REMOVED, Progress.MAKING)) {
            first.write(GroupState.NOTHING.making("ask").completed(progress));
            assertThat(second.groups()).as("%s", progress).containsExactly(LONG);
        }
        first.removeSecrets();
        assertThat(second.groups()).isEmpty();
    }
}
