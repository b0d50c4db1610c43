package dev.slipway.line.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class GroupDatabaseTest {
    /** The copy's owner may not write them. */
    @Test
    void copiesNoRowsOfExtensionsOfTheSuperuser() {
        assertThat(GroupDatabase.dumpOptions(List.of("public.spatial_ref_sys", "\"Geo\".layer")))
                .endsWith("--exclude-table-data=public.spatial_ref_sys", "--exclude-table-data=\"Geo\".layer");
        assertThat(GroupDatabase.dumpOptions(List.of())).noneMatch(option -> option.startsWith("--exclude"));
    }
}
