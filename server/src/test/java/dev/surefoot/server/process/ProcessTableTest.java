package dev.surefoot.server.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.surefoot.server.process.ProcessTable.Row;

import org.junit.jupiter.api.Test;

class ProcessTableTest {
    private static final long SELF = ProcessHandle.current().pid();

    @Test
    void a_name_with_blanks_and_parentheses_does_not_shift_the_fields() {
        String stat = "77 (a) R (b) S 1 42 42 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 987654 1 1\n";

        Row row = ProcTable.parse(77, "boot", stat);

        assertThat(row).isEqualTo(new Row(77, 42, true, "boot:987654"));
    }

    @Test
    void a_corpse_is_not_alive() {
        String stat = "77 (sh) Z 1 42 42 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 987654 1 1";

        assertThat(ProcTable.parse(77, "boot", stat).alive()).isFalse();
        assertThat(PsTable.parse("77 42 Z+ Tue Nov 24 14:17:54 2026"))
                .contains(new Row(77, 42, false, "Tue Nov 24 14:17:54 2026"));
    }

    @Test
    void ps_finds_this_process_twice_with_the_same_mark() {
        PsTable table = new PsTable();

        assertThat(table.find(SELF)).isPresent().isEqualTo(table.find(SELF));
        assertThat(table.find(SELF))
                .hasValueSatisfying(row -> assertThat(table.group(row.group())).contains(row));
    }

    @Test
    void the_pid_file_of_a_system_without_proc_is_understood() {
        assertThat(PidFile.parse("77\nps\n Tue Nov  3 14:17:54 2026\n"))
                .contains(new ProcessId(77, "Tue Nov 3 14:17:54 2026"));
        assertThat(PsTable.parse("77 77 S Tue Nov  3 14:17:54 2026"))
                .hasValueSatisfying(
                        row -> assertThat(row.mark()).isEqualTo("Tue Nov 3 14:17:54 2026"));
    }
}
