package dev.surefoot.server.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Path;

/** Two people apply the same service's definition. */
@Requirement("API-3")
class ServiceETagTest {
    private static final String SERVICES = "/api/v1/services";

    @TempDir private Path directory;
    private PagesStage stage;
    private String admin = "";

    @BeforeEach
    void open() {
        stage = new PagesStage(directory);
        admin = stage.admin();
        stage.apply(admin, "/api/v1/policy", ShopDefinition.POLICY);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_definition_that_somebody_changed_meanwhile_is_not_overwritten() {
        assertThat(apply("ann", "\"7\"").statusCode()).isEqualTo(412);
        assertThat(apply("ann", "\"0\"").statusCode()).as("nothing was there").isEqualTo(200);
        HttpResponse<String> seen =
                stage.get(SERVICES + "/shop", "Authorization", "Bearer " + admin);
        String etag = seen.headers().firstValue("ETag").orElseThrow();
        assertThat(apply("bob", etag).statusCode()).isEqualTo(200);

        HttpResponse<String> late = apply("carl", etag);

        assertThat(late.statusCode()).isEqualTo(412);
        assertThat(late.body()).contains("CHANGED_MEANWHILE", "look at it again first");
        assertThat(stage.get(SERVICES + "/shop", "Authorization", "Bearer " + admin).body())
                .contains("owner: bob");
    }

    private HttpResponse<String> apply(String owner, String seen) {
        return stage.apply(admin, SERVICES, ShopDefinition.ownedBy(owner), "If-Match", seen);
    }
}
