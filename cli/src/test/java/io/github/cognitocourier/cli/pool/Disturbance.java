package io.github.cognitocourier.cli.pool;

/** What may happen to a run of attach or detach. */
enum Disturbance {
  NONE,
  UPDATE_REFUSED,
  /** The answer of the update is lost, and the pool cannot be read for a while. */
  UNREADABLE_AFTERWARDS,
  /** The update resets what it was given. */
  RESET,
  POLICY_BUSY,
  /** A second attach is complete before our permission is added. */
  ATTACHED_BEFORE_PERMISSION,
  /** A second attach sees our permission, and is complete before our update. */
  ATTACHED_AFTER_PERMISSION,
  /** A second attach is complete just before a permission is removed. */
  ATTACHED_BEFORE_REMOVAL,
  /** Our update is refused, and a second attach goes on with our permission. */
  REFUSED_AND_ATTACHED_BEFORE_REMOVAL,
  /** Another run takes the permission back before our update. */
  PERMISSION_TAKEN
}
