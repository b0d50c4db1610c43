package dev.slipway.line.backup.dump;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StructureTest {
    private static final Structure DUMPED =
            structure(Map.of("table public.a", "16384 16384 1 id 23", "table public.b", "16390 16390 1 id 23"));

    @Test
    void isTheSameWhileRowsAndWhatIsNewComeAndGo() {
        assertThat(DUMPED.changed(DUMPED)).isEmpty();
        assertThat(DUMPED.changed(with("table public.c", "16400 16400"))).isEmpty();
    }

    @Test
    void isAnotherOneWhereATableWasTruncatedRewrittenOrAltered() {
        assertThat(DUMPED.changed(with("table public.b", "16390 16500 1 id 23")))
                .as("another file")
                .contains("table public.b");
        assertThat(DUMPED.changed(with("table public.b", "16390 16390 1 id 23, 2 name 25")))
                .as("another column")
                .contains("table public.b");
        assertThat(DUMPED.changed(with("table public.b", "16500 16500 1 id 23")))
                .as("another table of that name")
                .contains("table public.b");
    }

    @Test
    void isAnotherOneWhereATableIsGone() {
        assertThat(DUMPED.changed(structure(Map.of("table public.b", "16390 16390 1 id 23"))))
                .contains("table public.a");
    }

    private static Structure with(String name, String state) {
        Map<String, String> objects = new TreeMap<>(DUMPED.objects());
        objects.put(name, state);
        return structure(objects);
    }

    private static Structure structure(Map<String, String> objects) {
        return new Structure(new TreeMap<>(objects));
    }
}
