#pragma once

/// The commit that a release was built from; empty for any other build.
const char *_Nonnull vigie_commit(void);
