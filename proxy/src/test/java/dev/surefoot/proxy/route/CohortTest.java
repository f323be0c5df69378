package dev.surefoot.proxy.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

class CohortTest {
    @ParameterizedTest
    @Requirement("TRAF-2")
    @CsvSource({
        "shop, u1, 2944",
        "shop, u2, 6698",
        "svc, u1, 769",
        "checkout, user-0, 8203",
        "checkout, user-1, 7533",
        "checkout, user-2, 6967"
    })
    void a_user_has_the_bucket_that_haproxy_computes(String key, String uid, int bucket) {
        Cohort cohort = new Cohort("uid", key);

        int computed = cohort.bucketOf(uid.getBytes(StandardCharsets.UTF_8));

        assertThat(computed).isEqualTo(bucket);
    }

    @ParameterizedTest
    @Requirement("TRAF-2")
    @CsvSource({"shöp, müller", "日本, 利用者", "k, 0f8fad5b-d9cb-469f-a165-70867728950e"})
    void the_bucket_is_the_crc_of_key_colon_uid_in_utf_8_unsigned(String key, String uid) {
        CRC32 crc = new CRC32();
        crc.update((key + ":" + uid).getBytes(StandardCharsets.UTF_8));

        int computed = new Cohort("uid", key).bucketOf(uid.getBytes(StandardCharsets.UTF_8));

        assertThat(computed).isEqualTo((int) (crc.getValue() % 10_000)).isBetween(0, 9_999);
    }
}
