package dev.slipway.line.rotation.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.line.http.CallException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectionTest {
    private static final Secret CLIENT = secret("pipeline-client-secret", RotationStrategy.CLIENT);
    private static final Secret BY_HAND = secret("configuration-key", RotationStrategy.BY_HAND);
    private static final Secret SHOP = secret("shop-production/oidc-secret", RotationStrategy.CLIENT);
    private static final Secret SHOP_BY_HAND = secret("shop-production/cluster-key", RotationStrategy.BY_HAND);
    private static final Secret OTHER = secret("shop-test/oidc-secret", RotationStrategy.CLIENT);

    private static Secret secret(String name, RotationStrategy strategy) {
        return new Secret(name, "for a test", strategy, "", Set.of(), "");
    }

    private final Map<Secret, Stage> stages = stages();

    private static Map<Secret, Stage> stages() {
        Map<Secret, Stage> stages = new LinkedHashMap<>();
        for (Secret secret : List.of(CLIENT, BY_HAND, SHOP, SHOP_BY_HAND, OTHER)) {
            stages.put(secret, Stage.IDLE);
        }
        return stages;
    }

    private Selection named(String... names) {
        return Selection.of(stages, List.of(names), false);
    }

    @Test
    void rotatesAllThatTheLineCanAndSaysWhichItDoesNot() {
        Selection all = Selection.of(stages, List.of(), true);
        assertThat(all.rotated().keySet()).containsExactly(CLIENT, SHOP, OTHER);
        assertThat(all.left()).containsExactly(BY_HAND, SHOP_BY_HAND);
        assertThat(all.begun()).isEmpty();
    }

    @Test
    void rotatesTheNamedOnesInTheOrderOfTheLine() {
        assertThat(named(OTHER.name(), CLIENT.name()).rotated().keySet()).containsExactly(CLIENT, OTHER);
        assertThat(named(CLIENT.name(), CLIENT.name()).rotated().keySet()).containsExactly(CLIENT);
    }

    @Test
    void meansByAGroupOnlyWhatTheLineRotatesOfIt() {
        Selection group = named("shop-production");
        assertThat(group.rotated().keySet()).containsExactly(SHOP);
        assertThat(group.left()).isEmpty();
        assertThat(named(SHOP_BY_HAND.name()).left()).containsExactly(SHOP_BY_HAND);
    }

    @Test
    void endsWhatAnEarlierRunHasBegunWith() {
        stages.put(OTHER, Stage.SWITCHED);
        Selection selection = named(CLIENT.name());
        assertThat(selection.rotated())
                .containsExactly(Map.entry(CLIENT, Stage.IDLE), Map.entry(OTHER, Stage.SWITCHED));
        assertThat(selection.begun()).containsExactly(OTHER);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "shop", "oidc-secret", "shop-production/"})
    void refusesANameThatNoSecretHas(String name) {
        assertThatExceptionOfType(CallException.class)
                .isThrownBy(() -> named(CLIENT.name(), name))
                .satisfies(e -> assertThat(e.what()).isEqualTo("This line has no secret '" + name + "'."));
    }
}
