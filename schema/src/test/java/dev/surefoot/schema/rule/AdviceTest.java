package dev.surefoot.schema.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.schema.shadow.Shadow;
import dev.surefoot.schema.shadow.ShadowSource;
import dev.surefoot.testkit.Requirement;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a finding says to write instead runs, and is not refused itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdviceTest {
    private static final long MANY = 2_000_000;

    private static final String SETUP =
            """
            create schema app;
            create type app.mood as enum ('sad', 'ok');
            create table app.users (id bigint primary key, name text, email varchar(100),
                                    "Order" int, feels app.mood);
            create table app.orders (id bigint primary key, user_id bigint, total int);
            create index users_email on app.users (email);
            """;

    private final Shadow shadow = Shadow.startForgetful(new ShadowSource.Bundled(), Map.of());

    @TempDir Path folder = Path.of("");

    @AfterAll
    void stop() {
        shadow.close();
    }

    @Requirement("SCHEMA-CHECK-10")
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "C01 | alter table app.users rename name to full_name",
                "C01 | alter table app.users rename \"Order\" to \"Place in line\"",
                "C02 | alter table app.users rename to people",
                "C03 | alter table app.users drop column email",
                "C04 | drop table app.orders",
                "C05 | alter table app.orders alter total type bigint",
                "C05 | alter table app.users alter \"Order\" type bigint",
                "C06 | alter table app.users add column born date not null",
                "C07 | alter table app.users alter \"Order\" set not null",
                "C10 | alter type app.mood rename value 'ok' to 'it''s fine'",
                "L01 | alter table app.users add column token uuid default gen_random_uuid()",
                "L01 | alter table app.users add column \"To\" uuid default gen_random_uuid()",
                "L02 | alter table app.users alter email set not null",
                "L02 | alter table app.orders add constraint positive check (total > 0)",
                "L03 | alter table app.orders add constraint u foreign key (user_id) references app.users (id)",
                "L04 | create index on app.orders (user_id)",
                "L04 | create unique index one on app.orders (user_id) include (total) where total > 0",
                "L04 | drop index app.users_email",
                "L05 | alter table app.users add constraint one_email unique (email)",
                "L05 | alter table app.users add constraint one unique nulls not distinct (email)",
                "L08 | create index concurrently later on app.orders (total)",
                "L08 | alter table app.orders add constraint p check (total > 0) not valid; "
                        + "alter table app.orders validate constraint p",
                "D01 | alter table app.users drop column email",
                "D01 | truncate app.orders",
            })
    void what_is_advised_is_not_refused(Rule rule, String statement) {
        World world = Sandbox.world(MANY);
        Finding finding = finding(rule, statement, world);
        List<String> files = files(finding.words().instead());

        assertThat(files).isNotEmpty();
        try (Sandbox sandbox = new Sandbox(shadow, folder, SETUP)) {
            for (String file : files) {
                Judged judged = sandbox.judge(file.replace("key=KEY", "key=id"), world);

                assertThat(judged.findings())
                        .filteredOn(it -> it.severity() == Severity.BLOCK)
                        .as(file)
                        .isEmpty();
            }
        }
    }

    private Finding finding(Rule rule, String statement, World world) {
        try (Sandbox sandbox = new Sandbox(shadow, folder, SETUP)) {
            Judged judged = sandbox.judge(statement, world);

            assertThat(judged.findings())
                    .filteredOn(it -> it.rule() == rule)
                    .as("%s among %s", rule, judged.findings())
                    .hasSize(1)
                    .allMatch(it -> it.severity().compareTo(Severity.INCONCLUSIVE) <= 0)
                    .allMatch(
                            it -> !it.words().whom().isBlank() && !it.words().howLong().isBlank());
            return judged.findings().stream()
                    .filter(it -> it.rule() == rule)
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static List<String> files(String instead) {
        return Stream.of(instead.split("(?m)^-- file \\d.*$"))
                .map(String::strip)
                .filter(it -> !it.isEmpty())
                .toList();
    }
}
