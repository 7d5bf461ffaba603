package dev.callsheet.timesheet;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import dev.callsheet.platform.test.architecture.ServiceArchitecture;

@AnalyzeClasses(packages = "dev.callsheet.timesheet", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchTests RULES = ArchTests.in(ServiceArchitecture.class);
}
