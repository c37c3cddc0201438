"""The settings of the object store: where it is, who may do what in it, and its buckets."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr

from visit_exchange.buckets import Bucket


class StoreSettings(BaseModel):
    """The store, the credentials of each part of ours, and what it is told to do."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)

    s3_endpoint: str | None = Field(
        default=None,
        description="Address of the S3 server (on AWS https://s3.<region>.amazonaws.com)",
    )
    s3_region: str = Field(default="eu-west-2", description="Region of the S3 server")
    s3_access_key: SecretStr | None = Field(
        default=None, description="Access key of the pipeline; empty to use the machine's own role"
    )
    s3_secret_key: SecretStr | None = Field(default=None, description="Secret key of the pipeline")
    s3_public_endpoint: str | None = Field(
        default=None, description="Address of the S3 server as browsers reach it, where it differs"
    )
    s3_patience: int = Field(
        default=60, ge=1, description="Seconds that the S3 server may take to answer a request"
    )
    store_access: Literal["iam", "by-hand"] = Field(
        default="iam",
        description="Who makes the credentials of each visit: we, through IAM, or you by hand",
    )
    access_keeper_access_key: SecretStr | None = Field(
        default=None, description="Access key of who issues and revokes credentials (worker only)"
    )
    access_keeper_secret_key: SecretStr | None = Field(
        default=None, description="Secret key of who issues and revokes credentials"
    )
    upload_signer_access_key: SecretStr | None = Field(
        default=None, description="Access key of who signs uploads from a browser (web server only)"
    )
    upload_signer_secret_key: SecretStr | None = Field(
        default=None, description="Secret key of who signs uploads from a browser"
    )
    disposal_access_key: SecretStr | None = Field(
        default=None, description="Access key of who destroys evidence (worker only)"
    )
    disposal_secret_key: SecretStr | None = Field(
        default=None, description="Secret key of who destroys evidence"
    )
    store_admin_access_key: SecretStr | None = Field(
        default=None,
        description="Access key of the store’s administrator (backup and restore only)",
    )
    store_admin_secret_key: SecretStr | None = Field(
        default=None, description="Secret key of the store’s administrator"
    )
    purge_store: bool = Field(
        default=False,
        description="Have the embedded S3 server purge what was destroyed before it is certified",
    )
    uploads_bucket: str = Field(default="uploads", description="Where authorities upload")
    replies_bucket: str = Field(default="replies", description="Where authorities find replies")
    staging_bucket: str = Field(default="staging", description="Accepted, pseudonymised content")
    packs_bucket: str = Field(default="packs", description="Where inspectors find packs")
    lock_days: int = Field(
        default=30, ge=1, description="Days that object lock keeps uploads and packs"
    )
    upload_origin: str = Field(
        default="",
        description="Address of the page that browsers upload from; empty: none can upload",
    )
    upload_place: str = Field(
        default="",
        description="Address of the upload place as authorities are told it; else s3://<bucket>",
    )
    upload_queue: str = Field(
        default="",
        description="URL of an Amazon SQS queue that the uploads bucket tells its events; empty: "
        "the bucket is asked every second",
    )

    @property
    def buckets(self) -> dict[Bucket, str]:
        """The name of each bucket in the store."""
        return {bucket: getattr(self, f"{bucket.value}_bucket") for bucket in Bucket}
