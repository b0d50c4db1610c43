package dev.slipway.line.upgrade;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.line.upgrade.plan.Upgrade;
import dev.slipway.line.upgrade.plan.Upgrade.Phase;
import dev.slipway.line.upgrade.plan.Upgrade.Point;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UpgradeFileTest {
    private static final Point FROM = new Point("v0.1.0", "0.1.0+aaaaaaaaa", "aaa", "main", Set.of("V1__all.sql"));
    private static final Point TO = new Point("v0.2.0", "0.2.0+bbbbbbbbb", "bbb", null, Set.of("V1__all.sql"));
    private static final Upgrade BACK =
            new Upgrade(Upgrade.FORM, FROM, TO, Phase.UP, true, true, "2026-11-27T12:00:00Z", null, "no");

    @TempDir
    Path folder;

    @Test
    void keepsAllOfIt() throws IOException {
        UpgradeFile file = new UpgradeFile(folder.resolve("upgrade.json"));
        assertThat(file.read()).isEmpty();
        for (Upgrade one : List.of(Upgrade.begin(FROM, TO, true, "26.7.0"), BACK)) {
            file.write(one);
            assertThat(file.read()).contains(one);
        }
        file.clear();
        file.clear();
        assertThat(folder).isEmptyDirectory();
    }

    /** An earlier release may have begun it, and may have to end it. */
    @Test
    void namesItsMembersAsEarlierReleasesDo() throws IOException {
        Path path = folder.resolve("upgrade.json");
        new UpgradeFile(path).write(BACK);
        assertThat(Files.readString(path))
                .contains("\"isBack\" : true")
                .doesNotContain("ollback\"")
                .doesNotContain("owngrade\"");
    }
}
