package dev.surefoot.server.gate;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class GateWallsTest {
    private static final String EVALUATES =
            ".*\\.gate\\.(Cel|GateEvaluation|Explanation|Replay|FactJson|GateJson|Verdict[^S]).*";

    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("dev.surefoot.server.gate");

    @Test
    void what_evaluates_knows_no_file_no_socket_no_database_and_no_clock() {
        ArchRuleDefinition.noClasses()
                .that()
                .haveNameMatching(EVALUATES)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.io",
                        "java.nio.file..",
                        "java.net..",
                        "java.sql..",
                        "javax.sql..",
                        "org.jdbi..",
                        "dev.surefoot.server.db..",
                        "org.slf4j..")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CLASSES);
    }

    @Test
    void only_the_classes_named_after_it_know_cel() {
        ArchRuleDefinition.noClasses()
                .that()
                .haveNameNotMatching(".*\\.gate\\.Cel.*")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.cel..")
                .check(CLASSES);
    }
}
