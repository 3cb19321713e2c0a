package io.daemontools.svls;

import static org.assertj.core.api.Assertions.assertThat;

import io.daemontools.posix.Bytes;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void escapesText() {
        Text output = new Text();
        Json json = new Json(output);
        json.begin('[');
        json.text("a\n\u00c3\u00a4\u00ff");
        json.text("b");
        json.end(']');
        assertThat(output).hasToString("[\"a\\u000a\u00c3\u00a4\\udcff\",\"b\"]");
    }

    @Test
    void separatesMembersAndElements() {
        Text output = new Text();
        Json json = new Json(output);
        json.begin('{').name(Json.member("a")).begin('[');
        json.value(1);
        json.value(true);
        json.none();
        json.begin('{').end('}');
        json.end(']');
        json.name(Json.member("b")).plain(Bytes.of("c"));
        json.end('}');
        assertThat(output).hasToString("{\"a\":[1,true,null,{}],\"b\":\"c\"}");
    }
}
