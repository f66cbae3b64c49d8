package depot

import (
	"context"
	"net/http"
	"net/url"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/s3"
)

// Create makes the bucket or container of a place, which people do by other means.
func Create(ctx context.Context, p Place) error {
	limits := p.Limits.orUsual()
	if p.Address.Kind == Azure {
		c, err := openContainer(p, limits)
		if err != nil {
			return err
		}
		answer, err := c.ask(ctx, azureRequest{method: http.MethodPut, query: url.Values{"restype": {"container"}}})
		if err == nil {
			_ = answer.Body.Close()
		}
		return err
	}
	b, err := openBucket(p, limits)
	if err != nil {
		return err
	}
	_, err = b.s3.CreateBucket(ctx, &s3.CreateBucketInput{Bucket: aws.String(p.Address.Bucket)})
	return err
}
