package dev.slipway.line.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** How the scripts write a file. */
class WriteScriptTest extends ScriptScene {
    /** After a power failure, an empty one would be all that is left of it. */
    @Test
    void hasSettingsAndSecretsOnDiskBeforeTheyHaveTheirName() throws Exception {
        checkout.stub("programs/sync", """
                [ ! -e "${1%.new.*}" ] && cat "$1" >>"$SLIPWAY_STATE/synced"
                """);
        checkout.run(Map.of(), "-c", """
                . line/lib/common
                mkdir "$SLIPWAY_SECRETS"
                echo 'a secret' | write "$SLIPWAY_SECRETS/admin-password"
                echo 'a setting' | write "$SETTINGS" 644
                echo 'a name' | write "$SLIPWAY_STATE/hosts" 644
                """).expect(0);
        assertThat(checkout.lines("synced")).containsExactly("a secret", "a setting");
        assertThat(checkout.lines("secrets/admin-password")).containsExactly("a secret");
        assertThat(checkout.lines("settings")).containsExactly("a setting");
    }

    @Test
    void leavesTheFormerFileWhereTheDiskTakesNoOther() throws Exception {
        checkout.stub("programs/sync", "exit 1\n");
        checkout.write("state/settings", "");
        checkout.run(Map.of(), "-c", ". line/lib/common; echo 'a setting' | write \"$SETTINGS\"")
                .expect(1);
        assertThat(checkout.state())
                .isDirectoryNotContaining(file -> file.getFileName().toString().contains(".new"));
        assertThat(checkout.lines("settings")).isEmpty();
    }
}
