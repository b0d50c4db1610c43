package dev.slipway.line.realm.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.keycloak.representations.idm.ClientRepresentation;

class OverlayTest {
    @Test
    void leavesWhatIsNotNamed() throws JsonProcessingException {
        assertThat(lay("{'a': {'x': '1', 'y': '2'}, 'b': 3, 'c': [1, 2]}", "{'a': {'x': '9'}, 'c': [3], 'd': true}"))
                .isEqualTo(json("{'a': {'x': '9', 'y': '2'}, 'b': 3, 'c': [3], 'd': true}"));
    }

    @Test
    void keepsTheIdsOfMappers() throws JsonProcessingException {
        String current =
                "{'protocolMappers': [{'id': 'i', 'name': 'one', 'config': {'a': '1', 'kept': 'k'}}, {'id': 'j', 'name': 'two'}]}";
        assertThat(lay(current, "{'protocolMappers': [{'name': 'three'}, {'name': 'one', 'config': {'a': '2'}}]}"))
                .isEqualTo(
                        json(
                                "{'protocolMappers': [{'name': 'three'}, {'id': 'i', 'name': 'one', 'config': {'a': '2', 'kept': 'k'}}]}"));
        assertThat(lay(current, "{'name': 'x'}").path("protocolMappers")).hasSize(2);
    }

    @Test
    void isNoChangeWhereOnlyTheOrderDiffers() throws JsonProcessingException {
        ClientRepresentation current = new ClientRepresentation();
        current.setId("id");
        current.setClientId("web-api");
        current.setRedirectUris(List.of("https://a/*", "https://b/*"));
        current.setAttributes(Map.of("a", "1", "b", "2"));
        assertThat(Overlay.change(
                        current,
                        json("{'redirectUris': ['https://b/*', 'https://a/*'], 'attributes': {'b': '2'}}"),
                        ClientRepresentation.class))
                .isEmpty();
        assertThat(Overlay.change(current, json("{'redirectUris': ['https://b/*']}"), ClientRepresentation.class))
                .get()
                .satisfies(client -> {
                    assertThat(client.getId()).isEqualTo("id");
                    assertThat(client.getRedirectUris()).containsExactly("https://b/*");
                    assertThat(client.getAttributes()).hasSize(2);
                });
    }

    private static JsonNode lay(String current, String want) throws JsonProcessingException {
        return Overlay.lay((ObjectNode) json(current), json(want));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return Trees.JSON.readTree(text.replace('\'', '"'));
    }
}
