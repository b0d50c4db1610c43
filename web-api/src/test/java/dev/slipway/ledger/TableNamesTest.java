package dev.slipway.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TableNamesTest {
    private static final Set<String> TABLES = Set.of("berth", "ship", "ship_owner", "ship_paper");

    private static final String ENTITY = """
            @Entity
            @Immutable
            class ShipOwner {
                @CollectionTable(name = "ship_paper")
                List<Paper> papers;
            }
            """;

    private static final String MAPPED = """
            @Entity
            @Table(name = "ship")
            class Vessel {}
            """;

    private final TableNames names = new TableNames(TABLES, Stream.of(ENTITY, MAPPED));

    @Test
    void anEntityOwnsItsTableAndThoseOfItsCollections() {
        assertThat(names.owned(ENTITY)).containsExactly("ship_owner", "ship_paper");
        assertThat(names.owned(MAPPED)).containsExactly("ship");
    }

    @Test
    void whoeverWritesATableOwnsIt() {
        assertThat(names.owned("x(\"insert into berth (id) values (1)\")")).containsExactly("berth");
        assertThat(names.owned("x(\"with gone as (delete from\\n ship)\")")).isEmpty();
        assertThat(names.owned("x(\"\"\"\n  with gone as (delete from\n  ship)\n\"\"\")"))
                .containsExactly("ship");
        assertThat(names.owned("x(\"update Vessel v set v.name = ''\")")).containsExactly("ship");
        assertThat(names.owned("x(\"select 1 from berth for update\")")).isEmpty();
        assertThat(names.owned("x(\"insert into berth select 1 from ship on conflict do update set a = 1\")"))
                .containsExactly("berth");
    }

    @Test
    void readsOfSqlAndOfJpqlAreSeen() {
        assertThat(names.used("x(\"select * from ship s left join berth b on true\")"))
                .containsExactly("berth", "ship");
        assertThat(names.used("x(\"select s from Vessel s, ShipOwner o\")")).containsExactly("ship", "ship_owner");
        assertThat(names.used("\"a\" + \" from ShipOwner\"")).containsExactly("ship_owner");
        assertThat(names.used("entities.find(Vessel.class, id)")).containsExactly("ship");
    }

    @Test
    void columnsAliasesAndCommentsAreNoTables() {
        assertThat(names.used("x(\"select ship, berth from dock ship where extract(day from ship.at) > 1\")"))
                .isEmpty();
        assertThat(names.used("// from ship\n/* join \"berth\" */ char c = '\"'; // from ship"))
                .isEmpty();
        assertThat(names.used("from ship")).isEmpty();
    }
}
