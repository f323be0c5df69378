package dev.surefoot.schema;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The walls between the packages of this library. */
@AnalyzeClasses(
        packages = "dev.surefoot.schema",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule no_two_packages_need_each_other =
            slices().matching("dev.surefoot.schema.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule what_judges_a_change_asks_no_database_and_no_disk =
            noClasses()
                    .that()
                    .resideInAPackage("dev.surefoot.schema.rule..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.sql..", "java.io..", "java.nio.file..");

    @ArchTest
    static final ArchRule what_is_measured_knows_no_judgement =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "dev.surefoot.schema.migration..",
                            "dev.surefoot.schema.measure..",
                            "dev.surefoot.schema.run..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.surefoot.schema.rule..");
}
